// Appends to a log from eight tasks until somebody kills it, and says on standard output what it was promised. The tests
// start it, kill it and compare.
//
//     log-crash-child append FOLDER KEYFILE RUN         eight tasks append for ever; "INDEX ENTRY" for each that returned
//     log-crash-child fill FOLDER KEYFILE BYTES         appends until files may not grow beyond BYTES, then lifts that limit

import Foundation
import TransparencyLog

func say(_ words: String) {
    let line = words + "\n"
    _ = line.withCString { write(1, $0, line.utf8.count) }
}

func append(_ writer: LogWriter, run: String) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for caller in 0..<8 {
            group.addTask {
                for number in 0... {
                    let entry = "run \(run) caller \(caller) number \(number)"
                    say("\(try await writer.append(Array(entry.utf8))) \(entry)")
                    if number % 50 == caller { _ = try await writer.publish() }
                }
            }
        }
        try await group.waitForAll()
    }
}

func fill(_ writer: LogWriter, bytes: UInt) async throws {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    let before = limit
    limit.rlim_cur = rlim_t(bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    var count = 0
    do {
        while true {
            _ = try await writer.append([UInt8](repeating: 7, count: 500))
            count += 1
        }
    } catch let error as LogError {
        say("\(error.code.rawValue) \(count)")
    }
    limit = before
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    say("afterwards \(try await writer.append([8]))")
    try await writer.close()
}

let arguments = CommandLine.arguments
let secret = try String(contentsOfFile: arguments[3], encoding: .utf8)
let writer = try LogWriter(arguments[2], key: SigningKey(parsingSecret: secret))
switch arguments[1] {
case "append": try await append(writer, run: arguments[4])
case "fill": try await fill(writer, bytes: UInt(arguments[4])!)
default: exit(2)
}
