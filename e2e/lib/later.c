// SPDX-License-Identifier: Apache-2.0

// Loaded before the C library, lets one program live CHUNGNAM_LATER_SECONDS later than the machine. Only the calendar
// moves; the clock that measures durations does not.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *time)
{
	static int (*real)(clockid_t, struct timespec *);
	static long later;
	if (!real) {
		const char *seconds = getenv("CHUNGNAM_LATER_SECONDS");
		later = seconds ? atol(seconds) : 0;
		real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
	}
	int result = real(clock, time);
	if (result == 0 && clock == CLOCK_REALTIME)
		time->tv_sec += later;
	return result;
}
