/* For functions that must be compiled into their caller, whose constant arguments size their register arrays. */
#ifndef EDGECONV_INLINE_H
#define EDGECONV_INLINE_H

#define ALWAYS_INLINE static inline __attribute__((always_inline))

#endif
