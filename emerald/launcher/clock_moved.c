/* Loaded into every program of a run whose clock was moved (`emerald/launcher/shifted_clock.py`): adds EMERALD_CLOCK_AHEAD seconds
   to each answer of the C library to what time it is, and takes them from the moments until which a wait shall last.

   The monotonic clock, every wait of a length and the times of files are left to the system. Nothing here calls what a
   signal's handler may not, because PostgreSQL asks the time in one. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* A monotonic clock counts from the machine's start and does not come this far; any other is past it since 2001. */
#define ON_A_CALENDAR 1000000000L

static long ahead;
static int (*asked)(clockid_t, struct timespec *);
static int (*cond_wait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
static int (*sem_wait_until)(sem_t *, const struct timespec *);
static int (*lock_until)(pthread_mutex_t *, const struct timespec *);
static int (*sleep_until)(clockid_t, int, const struct timespec *, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    const char *said = getenv("EMERALD_CLOCK_AHEAD");
    ahead = said ? atol(said) : 0;
    asked = dlsym(RTLD_NEXT, "clock_gettime");
    /* Two of this name are there; without its version the loader may give the one of another age. */
    cond_wait = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    if (!cond_wait) cond_wait = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
    sem_wait_until = dlsym(RTLD_NEXT, "sem_timedwait");
    lock_until = dlsym(RTLD_NEXT, "pthread_mutex_timedlock");
    sleep_until = dlsym(RTLD_NEXT, "clock_nanosleep");
}

static int told(clockid_t clock, struct timespec *answer) {
    return asked ? asked(clock, answer) : (int)syscall(SYS_clock_gettime, clock, answer);
}

int clock_gettime(clockid_t clock, struct timespec *answer) {
    int failed = told(clock, answer);
    if (!failed && answer && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) answer->tv_sec += ahead;
    return failed;
}

int gettimeofday(struct timeval *restrict answer, void *restrict zone) {
    struct timespec now;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
    if (answer) {
        answer->tv_sec = now.tv_sec;
        answer->tv_usec = now.tv_nsec / 1000;
    }
    return 0;
}

time_t time(time_t *answer) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME_COARSE, &now)) return -1;
    if (answer) *answer = now.tv_sec;
    return now.tv_sec;
}

int timespec_get(struct timespec *answer, int base) {
    if (base != TIME_UTC || clock_gettime(CLOCK_REALTIME, answer)) return 0;
    return base;
}

static const struct timespec *in_truth(const struct timespec *until, struct timespec *room) {
    if (!until || until->tv_sec < ON_A_CALENDAR) return until;
    *room = *until;
    room->tv_sec -= ahead;
    return room;
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until) {
    struct timespec room;
    return cond_wait(condition, mutex, in_truth(until, &room));
}

int sem_timedwait(sem_t *semaphore, const struct timespec *until) {
    struct timespec room;
    return sem_wait_until(semaphore, in_truth(until, &room));
}

int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until) {
    struct timespec room;
    return lock_until(mutex, in_truth(until, &room));
}

int clock_nanosleep(clockid_t clock, int how, const struct timespec *wanted, struct timespec *left) {
    struct timespec room;
    return sleep_until(clock, how, how & TIMER_ABSTIME ? in_truth(wanted, &room) : wanted, left);
}
