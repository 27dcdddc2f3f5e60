#include "wick/cpu.h"

#include "fail.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef enum cpu_register { EAX, EBX, ECX, EDX } cpu_register;

/* Register sets that the operating system must save: bits of XCR0 (Intel SDM vol. 1, 13.3). */
enum { PLAIN = 0, YMM = 0x6, ZMM = 0xe6, TILE = 0x60000 };

typedef struct cpu_feature {
  const char *name; /* LLVM's */
  uint32_t leaf, subleaf;
  cpu_register where;
  int bit;
  uint32_t saved;
} cpu_feature;

/* CPUID bits: Intel SDM vol. 2, CPUID; AMD APM vol. 3, appendix E. */
static const cpu_feature features[] = {
    {"cx8", 1, 0, EDX, 8, PLAIN},
    {"cmov", 1, 0, EDX, 15, PLAIN},
    {"mmx", 1, 0, EDX, 23, PLAIN},
    {"fxsr", 1, 0, EDX, 24, PLAIN},
    {"sse", 1, 0, EDX, 25, PLAIN},
    {"sse2", 1, 0, EDX, 26, PLAIN},
    {"x87", 1, 0, EDX, 0, PLAIN},
    {"64bit", 0x80000001, 0, EDX, 29, PLAIN},
    {"sse3", 1, 0, ECX, 0, PLAIN},
    {"pclmul", 1, 0, ECX, 1, PLAIN},
    {"ssse3", 1, 0, ECX, 9, PLAIN},
    {"fma", 1, 0, ECX, 12, YMM},
    {"cx16", 1, 0, ECX, 13, PLAIN},
    {"sse4.1", 1, 0, ECX, 19, PLAIN},
    {"sse4.2", 1, 0, ECX, 20, PLAIN},
    {"crc32", 1, 0, ECX, 20, PLAIN},
    {"movbe", 1, 0, ECX, 22, PLAIN},
    {"popcnt", 1, 0, ECX, 23, PLAIN},
    {"aes", 1, 0, ECX, 25, PLAIN},
    {"xsave", 1, 0, ECX, 26, PLAIN},
    {"avx", 1, 0, ECX, 28, YMM},
    {"f16c", 1, 0, ECX, 29, YMM},
    {"rdrnd", 1, 0, ECX, 30, PLAIN},
    {"sahf", 0x80000001, 0, ECX, 0, PLAIN},
    {"lzcnt", 0x80000001, 0, ECX, 5, PLAIN},
    {"sse4a", 0x80000001, 0, ECX, 6, PLAIN},
    {"prfchw", 0x80000001, 0, ECX, 8, PLAIN},
    {"fsgsbase", 7, 0, EBX, 0, PLAIN},
    {"bmi", 7, 0, EBX, 3, PLAIN},
    {"avx2", 7, 0, EBX, 5, YMM},
    {"bmi2", 7, 0, EBX, 8, PLAIN},
    {"avx512f", 7, 0, EBX, 16, ZMM},
    {"avx512dq", 7, 0, EBX, 17, ZMM},
    {"rdseed", 7, 0, EBX, 18, PLAIN},
    {"adx", 7, 0, EBX, 19, PLAIN},
    {"avx512ifma", 7, 0, EBX, 21, ZMM},
    {"clflushopt", 7, 0, EBX, 23, PLAIN},
    {"clwb", 7, 0, EBX, 24, PLAIN},
    {"avx512cd", 7, 0, EBX, 28, ZMM},
    {"sha", 7, 0, EBX, 29, PLAIN},
    {"avx512bw", 7, 0, EBX, 30, ZMM},
    {"avx512vl", 7, 0, EBX, 31, ZMM},
    {"avx512vbmi", 7, 0, ECX, 1, ZMM},
    {"avx512vbmi2", 7, 0, ECX, 6, ZMM},
    {"gfni", 7, 0, ECX, 8, PLAIN},
    {"vaes", 7, 0, ECX, 9, YMM},
    {"vpclmulqdq", 7, 0, ECX, 10, YMM},
    {"avx512vnni", 7, 0, ECX, 11, ZMM},
    {"avx512bitalg", 7, 0, ECX, 12, ZMM},
    {"avx512vpopcntdq", 7, 0, ECX, 14, ZMM},
    {"avx512vp2intersect", 7, 0, EDX, 8, ZMM},
    {"avx512fp16", 7, 0, EDX, 23, ZMM},
    {"amx-bf16", 7, 0, EDX, 22, TILE},
    {"amx-tile", 7, 0, EDX, 24, TILE},
    {"amx-int8", 7, 0, EDX, 25, TILE},
    {"avxvnni", 7, 1, EAX, 4, YMM},
    {"avx512bf16", 7, 1, EAX, 5, ZMM},
    {"avxifma", 7, 1, EAX, 23, YMM},
    {"avxvnniint8", 7, 1, EDX, 4, YMM},
    {"amx-fp16", 7, 1, EAX, 21, TILE},
};

/* Which register sets the operating system saves; 0 when it does not use XSAVE. */
static uint32_t saved_registers(void) {
  uint32_t r[4], low, high;
  const uint32_t osxsave = UINT32_C(1) << 27;
  if (!__get_cpuid(1, &r[EAX], &r[EBX], &r[ECX], &r[EDX]) || !(r[ECX] & osxsave))
    return 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

bool wick_cpu_has(const char *feature) {
  for (size_t i = 0; i < sizeof features / sizeof features[0]; ++i) {
    const cpu_feature *f = &features[i];
    uint32_t r[4];
    if (strcmp(feature, f->name) != 0)
      continue;
    return __get_cpuid_count(f->leaf, f->subleaf, &r[EAX], &r[EBX], &r[ECX], &r[EDX]) &&
           (r[f->where] >> f->bit & 1) && (saved_registers() & f->saved) == f->saved;
  }
  return false;
}

static const char *best_target(void) {
  if (wick_cpu_has("avx512f") && wick_cpu_has("avx512bw") && wick_cpu_has("avx512vl"))
    return "x86-64-v4";
  return wick_cpu_has("avx2") && wick_cpu_has("fma") ? "x86-64-v3" : "x86-64";
}

/* Linux grants the tile registers only to processes that ask (arch/x86: xstate.rst). */
static bool request_tiles(void) {
  enum { REQUEST_PERMISSION = 0x1023, TILE_DATA = 18 };
  if (syscall(SYS_arch_prctl, REQUEST_PERMISSION, TILE_DATA) == 0)
    return true;
  return wick_fail("this program was compiled for AMX, and the kernel refuses the tile registers "
                   "to this process; rebuild with --target=x86-64-v4");
}

#else /* The compiler emits only what the architecture's baseline has. */

bool wick_cpu_has(const char *feature) {
#if defined(__aarch64__)
  return strcmp(feature, "neon") == 0 || strcmp(feature, "fp-armv8") == 0;
#else
  return false;
#endif
}

static const char *best_target(void) { return "native"; }

static bool request_tiles(void) { return wick_fail("AMX exists only on x86-64"); }

#endif

/* The features' family as people call it. */
static const char *family(const char *feature) {
  static const struct {
    const char *prefix, *name;
  } families[] = {
      {"amx", "AMX"}, {"avx512", "AVX-512"}, {"avx2", "AVX2"}, {"avx", "AVX"}, {"fma", "FMA"}};
  for (size_t i = 0; i < sizeof families / sizeof families[0]; ++i)
    if (strncmp(feature, families[i].prefix, strlen(families[i].prefix)) == 0)
      return families[i].name;
  return "a CPU extension";
}

bool wick_cpu_require(const char *list) {
  bool needs_tiles = false;
  for (const char *at = list ? list : ""; *at;) {
    char name[32];
    size_t length = strcspn(at, ","), sign = *at == '+';
    bool excluded = *at == '-'; /* LLVM's way to say that a feature is not used */
    if (length && !excluded) {
      if (length - sign >= sizeof name)
        return wick_fail("'%.*s' is no CPU feature", (int)length, at);
      memcpy(name, at + sign, length - sign);
      name[length - sign] = '\0';
      if (!wick_cpu_has(name))
        return wick_fail("this program was compiled for %s (%s), which this CPU does not have; "
                         "rebuild with --target=%s or on this machine with --target=native",
                         family(name), name, best_target());
      needs_tiles |= strncmp(name, "amx", 3) == 0;
    }
    at += length + (at[length] == ',');
  }
  return !needs_tiles || request_tiles();
}
