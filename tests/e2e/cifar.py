"""Writes a small data set in the format of CIFAR-10's binary version to a folder: six files.

usage: cifar.py FOLDER

Each class is a bar of a colour and a height of its own over noise, so a net learns it within a few
epochs.
"""
import random
import sys

SIDE = 32


def record(label):
    bar = 3 + 5 * (label // 2)  # of five heights, red or blue
    planes = bytearray()
    for channel in range(3):
        is_of_bar = channel == (0 if label % 2 else 2)
        for row in range(SIDE):
            bright = is_of_bar and bar <= row < bar + 4
            planes += bytes(random.randrange(160, 256) if bright else random.randrange(96)
                            for _ in range(SIDE))
    return bytes([label]) + planes


def write(name, count):
    with open(f"{sys.argv[1]}/{name}.bin", "wb") as out:
        for i in range(count):
            out.write(record(i % 10))


random.seed(7)
for part in range(1, 6):
    write(f"data_batch_{part}", 64)
write("test_batch", 70)
