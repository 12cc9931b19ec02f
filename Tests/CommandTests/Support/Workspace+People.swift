import Foundation
import Testing

/// People with accounts, each with a session of their own. All have the same password.
extension Workspace {
    /// A home of a profile with an administrator, `ada`, and others; each logged in.
    func makePeople(profile: String, _ people: [(name: String, roles: [String])]) throws {
        try likeness("init", "--profile", profile)
        try write(Array("correct horse battery\n".utf8), to: "password")
        try makeAccount("ada", ["administrator"])
        for (name, roles) in people { try makeAccount(name, roles) }
    }

    /// By `ada`, or as the first account.
    func makeAccount(_ name: String, _ roles: [String], in organisation: String = "main") throws {
        let made = try likeness(
            as: "ada", ["account", "create", name, "--organisation", organisation] + roles.flatMap { ["--role", $0] })
        let line = try #require(made.output.split(separator: "\n").first)
        try write(Array(line.split(separator: " ").last!.utf8), to: "code")
        try likeness("account", "set-up", "--code-file", path("code"), "--password-file", path("password"))
        try likeness(as: name, ["log-in", name, "--password-file", path("password")])
    }

    @discardableResult
    func likeness(
        as name: String, _ arguments: [String], exits code: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Program.Outcome {
        let outcome = try run(as: name, arguments)
        try #require(
            outcome.exitCode == code,
            "exit \(outcome.exitCode) of \(arguments.joined(separator: " "))\n\(outcome.output)\n\(outcome.errors)",
            sourceLocation: sourceLocation)
        return outcome
    }

    func run(as name: String, _ arguments: [String]) throws -> Program.Outcome {
        var program = program
        program.environment["LIKENESS_SESSION"] = path("session." + name)
        return try program.run(arguments)
    }

    /// Of the log, in order.
    func loggedTypes() throws -> [String] {
        let entries = try likeness("ledger", "show", "--json").json()["entries"] as? [[String: Any]]
        return try #require(entries).compactMap { $0["type"] as? String }
    }

    /// The collection `custody`, made and filled by the custodian.
    func makeCustody(by custodian: String, photos: [String]) throws {
        try likeness(
            as: custodian,
            [
                "collection", "create", "custody", "--controller", "A. Nobody", "--lawful-basis", "a test",
                "--source", "a test", "--retention", "30",
            ])
        try likeness(as: custodian, ["index"] + photos + ["--collection", "custody"])
    }

    /// Requests an authorisation.
    /// - Returns: its id.
    func request(as name: String, case reference: String, searches: Int = 2, purpose: String) throws -> String {
        let asked = try likeness(
            as: name,
            [
                "authorise", "request", "--case", reference, "--purpose", purpose, "--collection", "custody",
                "--searches", "\(searches)", "--days", "3", "--necessity", "It has to be known where they went.",
                "--proportionality", "One person in one collection.",
            ])
        return try #require(asked.output.split(separator: " ").first.map(String.init))
    }
}
