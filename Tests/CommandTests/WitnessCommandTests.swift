import Foundation
import Testing

@Suite("A log and its witness, as two people run them")
struct WitnessCommandTests {
    @Test(
        "the witness cosigns what continues the log, refuses a history that was rewritten, and is missed when it is away"
    )
    func witness() throws {
        let work = try Workspace()
        try work.likeness("init", "--log-name", "example.test/witnessed")
        try work.write(Array(try work.likeness("ledger", "key", "show").output.utf8), to: "key")
        let serving = try work.program.start([
            "ledger", "witness", "--store", work.path("witness"), "--name", "witness.test", "--log", "key", "--port",
            "0",
        ])
        var isServing = true
        func end() -> Program.Outcome {
            isServing = false
            kill(serving.process.processIdentifier, SIGTERM)
            return serving.finish()
        }
        defer { if isServing { _ = end() } }
        let url = try #require(waitForURL(serving))
        let line = try #require(serving.errorsSoFar.split(separator: "\n").first { $0.hasPrefix("Witness ") })
        let witnessKey = String(line.dropFirst("Witness ".count))
        try work.write(Array(witnessKey.utf8), to: "witness-key")
        try work.write(Array("\(witnessKey) \(url)\nrequired 1\n".utf8), to: "home/witnesses.txt")

        #expect(
            try work.likeness("ledger", "witness", "key", "--store", work.path("witness")).output == witnessKey + "\n")
        let port = try #require(url.split(separator: ":").last.map(String.init))
        let busy = try work.run(
            "ledger", "witness", "--store", work.path("second"), "--name", "second.test", "--port", port)
        #expect(busy.exitCode == 4 && busy.errors.contains("[witness.cannot-listen]"))
        #expect(try work.likeness("ledger", "publish").output.hasPrefix("witness.test  cosigned\nPublished: 4 entries"))
        let sound = try work.likeness("ledger", "verify", "--witness", "witness-key").output
        #expect(sound.contains("Cosigned by witness.test at "))
        try work.likeness("ledger", "prove", "0", "--output", "receipt")
        try work.likeness("ledger", "verify-receipt", "receipt", "--key", "key", "--witness", "witness-key")

        // The operator makes another log under the same name and key.
        let other = try Workspace()
        let files = FileManager.default
        let secret = try Data(contentsOf: URL(filePath: work.path("home/log.key")))
        try files.createDirectory(atPath: other.path("credentials"), withIntermediateDirectories: true)
        try secret.write(to: URL(filePath: other.path("credentials/likeness-log-key")))
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: other.path("credentials/likeness-log-key"))
        other.program.environment["CREDENTIALS_DIRECTORY"] = other.path("credentials")
        // Its first entry tells the second at which it was made.
        Thread.sleep(forTimeInterval: 1.1)
        try other.likeness("init", "--log-name", "example.test/witnessed")
        try files.copyItem(atPath: work.path("home/witnesses.txt"), toPath: other.path("home/witnesses.txt"))
        let refused = try other.run("ledger", "publish")
        #expect(refused.exitCode == 4 && refused.errors.contains("[log.not-cosigned]"))
        #expect(refused.output.contains("witness.test  refused: "))
        #expect(try files.contentsOfDirectory(atPath: work.path("witness/forks")).count == 1)

        #expect(end().exitCode == 0)
        let away = try other.run("ledger", "publish")
        #expect(away.exitCode == 4 && away.output.contains("witness.test  away: "))
        try other.likeness("ledger", "verify")
    }

    private func waitForURL(_ serving: Program.Running) -> String? {
        for _ in 0..<200 {
            if let line = serving.errorsSoFar.split(separator: "\n").first(where: { $0.hasPrefix("Listening on ") }) {
                return String(line.dropFirst("Listening on ".count)).replacingOccurrences(
                    of: "/add-checkpoint", with: "")
            }
            usleep(50_000)
        }
        return nil
    }
}
