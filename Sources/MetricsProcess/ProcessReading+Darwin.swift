// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import CLibrary

    extension ProcessReading {
        mutating func readSystem() {
            var info = mach_task_basic_info()
            var count = mach_msg_type_number_t(
                MemoryLayout<mach_task_basic_info>.size / MemoryLayout<natural_t>.size)
            let status = withUnsafeMutablePointer(to: &info) {
                $0.withMemoryRebound(to: integer_t.self, capacity: Int(count)) {
                    task_info(mach_task_self_, task_flavor_t(MACH_TASK_BASIC_INFO), $0, &count)
                }
            }
            if status == KERN_SUCCESS { residentBytes = Double(info.resident_size) }
            openFiles = Self.entryCount(of: "/dev/fd")

            var process = kinfo_proc()
            var size = MemoryLayout<kinfo_proc>.stride
            var name: [Int32] = [CTL_KERN, KERN_PROC, KERN_PROC_PID, getpid()]
            if sysctl(&name, UInt32(name.count), &process, &size, nil, 0) == 0, size > 0 {
                let start = process.kp_proc.p_un.__p_starttime
                startSeconds = Double(start.tv_sec) + Double(start.tv_usec) * 1e-6
            }
        }
    }
#endif
