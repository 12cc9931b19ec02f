import Dispatch
import Foundation

/// A witness that serves in a process of its own.
final class WitnessProcess {
    private let process = Process()
    let url: String

    /// Returns when it listens.
    init(_ folder: String) throws {
        let output = Pipe()
        // The test program and its helpers are built into one folder.
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.executableURL = tests.deletingLastPathComponent().appending(path: "witness-child")
        process.arguments = [folder]
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        url = "http://127.0.0.1:" + line.trimmingCharacters(in: .newlines)
    }

    func kill(after delay: DispatchTimeInterval) {
        let id = process.processIdentifier
        DispatchQueue.global().asyncAfter(deadline: .now() + delay) { Foundation.kill(id, SIGKILL) }
    }

    func send(_ signal: Int32) { Foundation.kill(process.processIdentifier, signal) }

    /// Waits for it.
    /// - Returns: the exit code, or the signal that ended it.
    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}
