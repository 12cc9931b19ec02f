import Foundation
import Secrets
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
        let set = try likeness("account", "set-up", "--code-file", path("code"), "--password-file", path("password"))
        if let line = set.output.split(separator: "\n").first(where: { $0.hasPrefix("  key   ") }) {
            secondFactors[name] = String(line.dropFirst(8))
        }
        try likeness(as: name, logIn(name))
    }

    /// The words that log somebody in at this moment, with their app's code where they have one.
    func logIn(_ name: String) throws -> [String] {
        let words = ["log-in", name, "--password-file", path("password")]
        guard let key = secondFactors[name] else { return words }
        let secret = try #require(OneTimeSecret(typed: key))
        try write(Array(secret.code(step: OneTimeSecret.step(at: Date())).utf8), to: "app-code")
        return words + ["--code-file", path("app-code")]
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

extension OneTimeSecret {
    /// As an app reads it: base 32 (RFC 4648).
    fileprivate init?(typed text: String) {
        var (buffer, bits) = (0, 0)
        var bytes: [UInt8] = []
        for letter in text.utf8 {
            let value = letter >= 65 ? Int(letter) - 65 : Int(letter) - 50 + 26
            buffer = (buffer << 5 | value) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        self.init(stored: bytes)
    }
}
