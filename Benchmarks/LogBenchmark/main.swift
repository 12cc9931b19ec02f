// How many acknowledged entries a second does the log take, beside SQLite that keeps the same bytes as durably? How long
// does it take to verify a whole log, and a receipt?
//
//     log-benchmark FOLDER [ENTRIES]      FOLDER on the disk that is to be measured; ENTRIES to verify, 1,000,000 unless told

import Foundation
import GRDB
import TransparencyLog

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: log-benchmark FOLDER [ENTRIES]")
    exit(2)
}
let folder = URL(fileURLWithPath: arguments[1]).appendingPathComponent("log-benchmark-\(getpid())").path
let entryCount = arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

/// As long as the entry of a search.
@Sendable func entry(_ number: Int) -> [UInt8] {
    let text =
        #"{"commitment":"\#(String(repeating: "5b", count: 32))","ids":{"search":"\#(number)"},"time":"2026-01-01T00:00:00Z","type":"search.completed","v":1}"#
    return Array(text.utf8)
}

func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let begun = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - begun) / .seconds(1)
}

func perSecond(_ count: Int, callers: Int, _ append: @escaping @Sendable (Int) async throws -> Void) async throws
    -> Double
{
    let time = try await seconds {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask { for number in 0..<count / callers { try await append(caller * count + number) } }
            }
            try await group.waitForAll()
        }
    }
    return Double(count) / time
}

func residentMegabytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
}

// MARK: Appending

let key = try SigningKey(name: "benchmark.test/log")
try LogWriter.create(folder + "/log", key: key)
let writer = try LogWriter(folder + "/log", key: key)
let database = try DatabasePool(path: folder + "/peer.sqlite")
// GRDB opens with NORMAL, which does not flush each commit.
try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
try await database.write { try $0.execute(sql: "CREATE TABLE entry (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)") }

print("entries of \(entry(0).count) bytes, acknowledged, a second: the log beside SQLite (WAL, synchronous = FULL)")
for (callers, count) in [(1, 2_000), (64, 12_800)] {
    var ratios: [Double] = []
    for _ in 0..<5 {
        let ours = try await perSecond(count, callers: callers) { _ = try await writer.append(entry($0)) }
        let theirs = try await perSecond(count, callers: callers) { number in
            let bytes = Data(entry(number))
            try await database.write { try $0.execute(sql: "INSERT INTO entry (bytes) VALUES (?)", arguments: [bytes]) }
        }
        ratios.append(ours / theirs)
        print(
            String(format: "  %2d callers: log %7.0f, SQLite %7.0f, ratio %.2f", callers, ours, theirs, ours / theirs))
    }
    print(String(format: "  %2d callers: median ratio %.2f", callers, ratios.sorted()[2]))
}
try await writer.close()

// MARK: Verifying

try LogWriter.create(folder + "/large", key: key)
let large = try LogWriter(folder + "/large", key: key)
for first in stride(from: 0, to: entryCount, by: 256) {
    _ = try await large.append(contentsOf: (first..<min(first + 256, entryCount)).map(entry))
}
try await large.close()
let published = PublishedLog(folder + "/large/public")
let before = residentMegabytes()
var report: LogAudit.Report?
let time = try await seconds { report = try await LogAudit(published, key: key.verifierKey).run() }
guard let report, report.isSound, let checkpoint = report.checkpoint else { fatalError("the log is not sound") }
print(
    String(
        format: "verifying %d entries: %.2f s, at most %d MiB resident (%d before)", report.entries, time,
        residentMegabytes(), before))

let leaves = LogLeaves(published, of: checkpoint.checkpoint.head)
let index = entryCount / 3
let receipt = try Receipt(
    .make(index: index, size: entryCount, from: leaves), in: checkpoint)
let bytes = receipt.serialised()
let receiptTime = try await seconds {
    for _ in 0..<1000 { try Receipt(parsing: bytes).verify(entry: entry(index), keys: [key.verifierKey]) }
}
print(String(format: "a receipt: %d bytes, verified in %.3f ms", bytes.count, receiptTime))
