import Foundation
import TransparencyLog

// One program for all targets, as Bitcoin Core has it: FUZZ names the target.

private let targets: [Target] = [
    .note, .checkpoint, .tile, .bundle, .receipt, .request, .answer, .key, .json, .journal, .multipart,
]

private let target: Target = {
    let name = ProcessInfo.processInfo.environment["FUZZ"] ?? ""
    guard let target = targets.first(where: { $0.name == name }) else {
        fatalError("FUZZ must be one of: \(targets.map(\.name).joined(separator: " "))")
    }
    return target
}()

/// FUZZ_SEEDS=DIR writes each target's seeds into a folder of its name, and ends there.
@c(LLVMFuzzerInitialize)
public func initialize(
    _ count: UnsafeMutablePointer<CInt>?,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
    guard let folder = ProcessInfo.processInfo.environment["FUZZ_SEEDS"] else { return 0 }
    do {
        for target in targets {
            let place = URL(filePath: folder).appending(path: target.name)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for (name, bytes) in try target.seeds() { try Data(bytes).write(to: place.appending(path: name)) }
        }
    } catch { fatalError("the seeds: \(error)") }
    exit(0)
}

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
