// Part of libwick.so in a build with AddressSanitizer. LLVM's allocators are templates in headers:
// compiled here, instrumented, they poison a new slab; compiled in Debian's libMLIR, they hand out
// parts of that slab without telling AddressSanitizer. So nothing may be poisoned: the build
// renames the function that does it to this one.
#include <cstddef>

extern "C" void wick_leave_readable(const volatile void *, size_t) {}
