/** Preloaded into one process: its clock of the day is off by so many milliseconds. The monotonic one is what it is. */
const now = Date.now.bind(Date)
const skewMs = Number(process.env['TEST_CLOCK_SKEW_MS'] ?? '0')
Date.now = () => now() + skewMs
