import Foundation

/// The program in Tests/Support/GoAuditor, which checks a log with the Go project's code and none of ours.
package struct GoAuditor: Sendable {
    private static let compiler = "/usr/bin/go"
    private static let packages = "/usr/share/gocode"

    package static var isInstalled: Bool {
        [compiler, packages + "/src/golang.org/x/mod/sumdb/tlog"].allSatisfy(FileManager.default.fileExists)
    }

    /// Built once a run.
    package static let built = Result { try GoAuditor() }

    private let program: String

    private init() throws {
        let source = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .appendingPathComponent("../../GoAuditor").standardizedFileURL
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("go-auditor")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        program = folder.appendingPathComponent("goauditor").path
        let (code, output) = try Self.run(
            Self.compiler, ["build", "-o", program, "."], in: source,
            environment: [
                "GO111MODULE": "off", "GOPATH": Self.packages, "GOCACHE": folder.appendingPathComponent("cache").path,
                "PATH": "/usr/bin:/bin",
            ])
        guard code == 0 else { throw BuildFailed(output: output) }
    }

    package struct BuildFailed: Error { let output: String }

    /// - Returns: the exit code, and the one line that it prints.
    package func audit(_ arguments: [String]) throws -> (code: Int32, line: String) {
        try Self.run(program, arguments, in: FileManager.default.temporaryDirectory, environment: [:])
    }

    private static func run(
        _ program: String, _ arguments: [String], in folder: URL, environment: [String: String]
    ) throws -> (code: Int32, line: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
