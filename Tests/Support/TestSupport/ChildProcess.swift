import Foundation

/// A running helper of the tests, whose words are collected.
package final class ChildProcess {
    private let process = Process()
    private let pipe = Pipe()
    private var output = Data()

    package init(_ program: String, _ arguments: [String]) throws {
        // The test program and its helpers are built into one folder.
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.executableURL = tests.deletingLastPathComponent().appendingPathComponent(program)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
    }

    package func waitForFirstWord() { output = pipe.fileHandleForReading.readData(ofLength: 1) }

    package func kill() -> [String] {
        Foundation.kill(process.processIdentifier, SIGKILL)
        return finish()
    }

    package func finish() -> [String] {
        output += pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
