"""Writes a small data set in MNIST's shape and format to a folder: four IDX files of 28x28 images.

usage: idx.py FOLDER [SIZE]

Each class is a bar at its own height over noise, so a net learns it within a few steps. SIZE is the
height and width of the images.
"""
import random
import struct
import sys


def write_set(folder, name, count, size):
    pixels, labels = bytearray(), bytearray()
    for _ in range(count):
        label = random.randrange(10)
        labels.append(label)
        bar = 1 + label * (size - 2) // 10
        for row in range(size):
            bright = row in (bar, bar + 1)
            pixels += bytes(random.randrange(128, 256) if bright else random.randrange(64)
                            for _ in range(size))
    with open(f"{folder}/{name}-images-idx3-ubyte", "wb") as out:
        out.write(struct.pack(">IIII", 0x803, count, size, size) + pixels)
    with open(f"{folder}/{name}-labels-idx1-ubyte", "wb") as out:
        out.write(struct.pack(">II", 0x801, count) + labels)


random.seed(7)
size = int(sys.argv[2]) if len(sys.argv) > 2 else 28
write_set(sys.argv[1], "train", 320, size)
write_set(sys.argv[1], "t10k", 270, size)  # more than one batch of the test, the last one short
