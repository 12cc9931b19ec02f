import Foundation
import Testing

/// A folder of its own for one test, with a home in it; gone with the test.
final class Workspace {
    let folder: URL
    var program: Program
    /// Keys of people's authenticator apps, by name.
    var secondFactors: [String: String] = [:]

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "likeness-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var program = Program()
        program.environment["LIKENESS_HOME"] = folder.appending(path: "home").path
        program.folder = folder
        self.program = program
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    @discardableResult
    func likeness(_ arguments: String..., exits code: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation)
        throws
        -> Program.Outcome
    {
        let outcome = try program.run(arguments)
        try #require(
            outcome.exitCode == code,
            "exit \(outcome.exitCode) of \(arguments.first ?? "")\n\(outcome.output)\n\(outcome.errors)",
            sourceLocation: sourceLocation)
        return outcome
    }

    /// The same with arguments in an array.
    @discardableResult
    func likeness(_ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation) throws -> Program.Outcome {
        let outcome = try program.run(arguments)
        try #require(outcome.exitCode == 0, "\(outcome.output)\n\(outcome.errors)", sourceLocation: sourceLocation)
        return outcome
    }

    /// Runs to whatever end.
    func run(_ arguments: String...) throws -> Program.Outcome { try program.run(arguments) }
    func run(_ arguments: [String]) throws -> Program.Outcome { try program.run(arguments) }

    /// A home with one collection.
    func makeHome(profile: String = "household", collection: String = "album") throws {
        try likeness("init", "--profile", profile)
        try likeness(
            "collection", "create", collection, "--controller", "A. Nobody", "--lawful-basis", "own photos", "--source",
            "a test", "--retention", "30")
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Faces and photos in a collection, as the program counts them.
    /// - Parameter name: who asks, outside a household.
    func counts(
        _ collection: String = "album", as name: String? = nil
    ) throws -> (photos: Int, faces: Int, vanished: Int, unreadable: Int) {
        let words = ["collection", "show", collection, "--json"]
        let shown = try (name.map { try likeness(as: $0, words) } ?? likeness(words)).json()
        func number(_ key: String) -> Int { shown[key] as? Int ?? -1 }
        return (number("photos"), number("faces"), number("vanishedFiles"), number("unreadableFiles"))
    }
}
