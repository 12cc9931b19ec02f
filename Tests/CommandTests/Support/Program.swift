import Foundation

/// The real program, run as a user runs it.
struct Program {
    struct Outcome {
        let exitCode: Int32
        let output: String
        let errors: String

        /// Standard output as one JSON object.
        func json() throws -> [String: Any] {
            let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
            guard let dictionary = object as? [String: Any] else { throw NotAnObject() }
            return dictionary
        }
    }

    struct NotAnObject: Error {}

    /// Beside the tests, in the same build folder.
    static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "likeness").path

    var environment: [String: String] = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    var folder: URL?

    /// Runs to the end.
    func run(_ arguments: [String], under wrapper: [String] = []) throws -> Outcome {
        let running = try start(arguments, under: wrapper)
        return running.finish()
    }

    func start(_ arguments: [String], under wrapper: [String] = []) throws -> Running {
        let command = wrapper + [Self.path] + arguments
        let process = Process()
        process.executableURL = URL(filePath: command[0].hasPrefix("/") ? command[0] : "/usr/bin/env")
        process.arguments = command[0].hasPrefix("/") ? Array(command.dropFirst()) : command
        process.environment = environment
        if let folder { process.currentDirectoryURL = folder }
        // Files, not pipes: nothing can fill up while nobody reads.
        let captured = FileManager.default.temporaryDirectory.appending(path: "likeness-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: captured, withIntermediateDirectories: true)
        let (output, errors) = (captured.appending(path: "output"), captured.appending(path: "errors"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return Running(process: process, captured: captured)
    }

    struct Running {
        let process: Process
        fileprivate let captured: URL

        func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

        var errorsSoFar: String {
            (try? String(contentsOf: captured.appending(path: "errors"), encoding: .utf8)) ?? ""
        }

        func finish() -> Outcome {
            process.waitUntilExit()
            func text(_ name: String) -> String {
                (try? Data(contentsOf: captured.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
                    ?? ""
            }
            let outcome = Outcome(exitCode: process.terminationStatus, output: text("output"), errors: text("errors"))
            try? FileManager.default.removeItem(at: captured)
            return outcome
        }
    }
}
