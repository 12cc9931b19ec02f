import Foundation
import Testing

@Suite("Searching on an approver's word, by the commands")
struct AuthorisationCommandTests {
    private func work(_ profile: String) throws -> (work: Workspace, probe: String) {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makePeople(
            profile: profile,
            [
                ("sam", ["searcher"]), ("ann", ["approver", "searcher"]), ("cas", ["custodian"]),
                ("ova", ["overseer"]),
            ])
        let probe = try archive.portrait().path
        try work.makeCustody(by: "cas", photos: [probe])
        try work.likeness(as: "sam", ["case", "open", "K-1"])
        return (work, probe)
    }

    @Test(
        "nobody searches without an approval by somebody else, and each refusal is logged",
        arguments: [("archive", "provenance"), ("investigation", "missing-person")])
    func approvals(_ profile: String, _ purpose: String) throws {
        let (work, probe) = try work(profile)
        func find(_ name: String, _ options: String...) throws -> Program.Outcome {
            try work.run(as: name, ["search", probe, "--probe-type", "photo", "--json"] + options)
        }
        func code(_ outcome: Program.Outcome) throws -> String? {
            (try outcome.json()["error"] as? [String: Any])?["code"] as? String
        }
        let without = try find("sam")
        #expect(without.exitCode == 3)
        #expect(try code(without) == "authorisation.required")
        #expect(try code(find("sam", "--authorisation", "made-up")) == "authorisation.unknown")

        let id = try work.request(as: "sam", case: "K-1", purpose: purpose)
        #expect(try code(find("sam", "--authorisation", id)) == "authorisation.not-approved")
        // In the other profile each would have to wait for its second factor's next code.
        if profile == "archive" {
            let waits = "1 request to decide: likeness authorise list"
            #expect(try work.likeness(as: "ann", work.logIn("ann")).output.contains(waits))
            #expect(try !work.likeness(as: "sam", work.logIn("sam")).output.contains("to decide"))
        }
        #expect(try work.run(as: "sam", ["authorise", "approve", id]).errors.contains("[role.missing]"))
        for name in ["ada", "ova"] {
            #expect(try work.run(as: name, ["authorise", "approve", id]).errors.contains("[role.missing]"))
            #expect(try code(find(name, "--authorisation", id)) == "role.missing")
        }
        try work.likeness(as: "ann", ["authorise", "approve", id, "--reason", "The family asks."])
        #expect(try code(find("ann", "--authorisation", id)) == "authorisation.not-yours")
        #expect(try code(find("sam", "--authorisation", id, "--purpose", "another")) == "authorisation.out-of-scope")

        let found = try find("sam", "--authorisation", id).json()
        #expect((found["candidates"] as? [Any])?.count == 1)
        let receipt = try #require(found["receipt"] as? [String: Any])
        try work.write(Array(try work.likeness("ledger", "key", "show").output.utf8), to: "key")
        try work.write(Array(try #require(receipt["proof"] as? String).utf8), to: "receipt")
        let valid = try work.likeness("ledger", "verify-receipt", "receipt", "--key", "key", "--json").json()
        #expect(valid["index"] as? Int == receipt["index"] as? Int)
        let entry = try #require(valid["entry"] as? String)
        let search = try #require(found["search"] as? String)
        #expect(entry.contains("search.completed") && entry.contains(search))

        #expect(try find("sam", "--authorisation", id).exitCode == 0)
        #expect(try code(find("sam", "--authorisation", id)) == "authorisation.exhausted")
        let own = try work.request(as: "ann", case: "K-1", purpose: purpose)
        #expect(try work.run(as: "ann", ["authorise", "approve", own]).errors.contains("[authorisation.own-request]"))

        let types = try work.loggedTypes()
        #expect(types.count { $0 == "search.refused" } == 8)
        #expect(types.count { $0 == "search.started" } == 2 && types.count { $0 == "search.completed" } == 2)
        try work.likeness("ledger", "verify")
    }

    @Test("a suspension holds from the next call on, for a session that is open too")
    func suspension() throws {
        let (work, probe) = try work("archive")
        let id = try work.request(as: "sam", case: "K-1", purpose: "provenance")
        try work.likeness(as: "ann", ["authorise", "approve", id])
        try work.likeness(as: "ada", ["account", "suspend", "sam"])
        let search = ["search", probe, "--probe-type", "photo", "--authorisation", id]
        #expect(try work.run(as: "sam", search).errors.contains("[login.needed]"))
        let login = ["log-in", "sam", "--password-file", work.path("password")]
        #expect(try work.run(as: "sam", login).errors.contains("[account.suspended]"))
        try work.likeness(as: "ada", ["account", "resume", "sam"])
        #expect(try work.run(as: "sam", search).errors.contains("[login.needed]"))
        try work.likeness(as: "sam", login)
        try work.likeness(as: "sam", search)
        try work.likeness(as: "sam", ["log-out"])
        #expect(try work.run(as: "sam", search).exitCode == 3)
        for (words, code) in [
            (["account", "suspend", "ada"], "account.last-administrator"),
            (["account", "roles", "ada", "--role", "searcher"], "account.last-administrator"),
            (["account", "roles", "sam", "--role", "searcher", "--role", "overseer"], "account.roles-conflict"),
            (["organisation", "suspend", "main"], "account.last-administrator"),
        ] { #expect(try work.run(as: "ada", words).errors.contains("[\(code)]"), "\(words)") }
    }

    @Test("a wrong password and a name that does not exist are told alike; the tried name is not kept")
    func logIns() throws {
        let (work, _) = try work("archive")
        try work.write(Array("wrong horse battery\n".utf8), to: "wrong")
        let wrong = try work.run(as: "x", ["log-in", "sam", "--password-file", work.path("wrong")])
        let unknown = try work.run(as: "x", ["log-in", "hunter2 my secret", "--password-file", work.path("wrong")])
        #expect(wrong.errors == unknown.errors && wrong.errors.contains("[login.failed]"))
        #expect(try work.loggedTypes().count { $0 == "login.failed" } == 2)
        // Nor is there a name that could be taken for another's.
        let alike = try work.run(as: "ada", ["account", "create", "SAM", "--role", "searcher"])
        #expect(alike.exitCode == 2 && alike.errors.contains("[account.exists]"))
        let organisation = try work.run(as: "ada", ["organisation", "create", "-main"])
        #expect(organisation.exitCode == 2)
        for file in ["home/records.sqlite", "home/records.sqlite-wal", "home/log/journal"] {
            let bytes = (try? Data(contentsOf: URL(filePath: work.path(file)))) ?? Data()
            #expect(bytes.range(of: Data("hunter2".utf8)) == nil)
        }
    }

    @Test(
        "an investigation asks for a second factor: a code is good once, a recovery code once, neither can be left out")
    func secondFactor() throws {
        let work = try Workspace()
        try work.likeness("init", "--profile", "investigation")
        try work.write(Array("correct horse battery\n".utf8), to: "password")
        let made = try work.likeness("account", "create", "ada", "--role", "administrator").output
        try work.write(Array(made.split(separator: "\n")[0].split(separator: " ").last!.utf8), to: "code")
        let set = try work.likeness(
            "account", "set-up", "--code-file", work.path("code"), "--password-file", work.path("password")
        ).output
        let lines = set.split(separator: "\n")
        let recovery = lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("  key ") && !$0.hasPrefix("  link ") }
        #expect(recovery.count == 8)
        work.secondFactors["ada"] = String(try #require(lines.first { $0.hasPrefix("  key   ") }).dropFirst(8))
        let words = try work.logIn("ada")
        try work.likeness(as: "ada", words)
        #expect(try work.run(as: "ada", words).errors.contains("[login.failed]"), "a code was taken twice")
        let without = try work.run(as: "ada", Array(words.dropLast(2)))
        #expect(without.exitCode == 2 && without.errors.contains("[password.not-given]"))
        try work.write(Array(recovery[0].trimmingCharacters(in: .whitespaces).utf8), to: "app-code")
        try work.likeness(as: "ada", words)
        #expect(try work.run(as: "ada", words).errors.contains("[login.failed]"), "a recovery code was taken twice")
        try work.write(Array("000000".utf8), to: "app-code")
        #expect(try work.run(as: "ada", words).errors.contains("[login.failed]"))
    }

    @Test("break-glass searches at once; refused, it takes searching from the account until an approver acts")
    func breakGlass() throws {
        let (work, probe) = try work("investigation")
        let scope = ["--case", "K-1", "--purpose", "missing-person", "--collection", "custody"]
        let taken = try work.likeness(
            as: "sam",
            ["authorise", "break-glass"] + scope + ["--searches", "2", "--reason", "A child was seen an hour ago."])
        let id = try #require(taken.output.split(separator: " ").first.map(String.init))
        let search = ["search", probe, "--probe-type", "photo", "--authorisation", id]
        try work.likeness(as: "sam", search)
        try work.likeness(as: "ann", ["authorise", "refuse", id, "--reason", "Not an emergency."])
        #expect(try work.run(as: "sam", search).errors.contains("[account.locked]"))
        let again = ["authorise", "break-glass"] + scope + ["--reason", "The child was seen once more."]
        #expect(try work.run(as: "sam", again).errors.contains("[account.locked]"))
        try work.likeness(as: "ann", ["authorise", "unlock", "sam", "--reason", "We have talked."])
        #expect(try work.run(as: "sam", search).errors.contains("[authorisation.ended]"))
        let types = try work.loggedTypes()
        for type in ["break-glass.used", "authorisation.refused", "account.locked", "account.unlocked"] {
            #expect(types.contains(type))
        }
    }

    @Test("another organisation searches a collection only by a grant, for its purpose, until it is revoked")
    func grants() throws {
        let (work, probe) = try work("archive")
        try work.likeness(as: "ada", ["organisation", "create", "Harbour Museum"])
        try work.makeAccount("hal", ["searcher"], in: "Harbour Museum")
        try work.makeAccount("amy", ["approver"], in: "Harbour Museum")
        try work.likeness(as: "hal", ["case", "open", "H-1"])
        let ask = [
            "authorise", "request", "--case", "H-1", "--purpose", "provenance", "--collection", "custody",
            "--necessity", "It has to be known where they went.", "--proportionality", "One person in one collection.",
        ]
        #expect(try work.run(as: "hal", ask).errors.contains("[grant.none]"))
        let give = ["grant", "give", "custody", "--to", "Harbour Museum", "--purpose", "provenance", "--days", "2"]
        #expect(try work.run(as: "hal", give).errors.contains("[role.missing]"))
        let grant = try work.likeness(as: "cas", give).output.split(separator: " ")[0]
        let id = try work.request(as: "hal", case: "H-1", purpose: "provenance")
        // An approver of another organisation knows nothing of it.
        #expect(try work.run(as: "ann", ["authorise", "approve", id]).errors.contains("[authorisation.unknown]"))
        try work.likeness(as: "amy", ["authorise", "approve", id])
        let search = ["search", probe, "--probe-type", "photo", "--authorisation", id]
        try work.likeness(as: "hal", search)
        try work.likeness(as: "cas", ["grant", "revoke", String(grant)])
        #expect(try work.run(as: "hal", search).errors.contains("[grant.none]"))
        // Nor are the owner's photos read again for what was found while it held.
        let file = try work.likeness(as: "hal", ["case", "export", "H-1", "--json"]).json()
        let made = (file["authorisations"] as? [[String: Any]])?.first?["searches"] as? [[String: Any]]
        let candidate = try #require((made?.first?["candidates"] as? [[String: Any]])?.first)
        #expect(candidate["similarity"] != nil && candidate["photo"] == nil && candidate["caption"] == nil)
        try work.likeness(as: "ada", ["organisation", "suspend", "Harbour Museum"])
        #expect(try work.run(as: "hal", ["case", "list"]).exitCode == 3)
    }

    @Test("a policy is changed by an administrator, within its profile, and the change is logged")
    func policies() throws {
        let (work, probe) = try work("archive")
        let text = try work.likeness("policy", "show").output
        let stricter = text.replacing("longest-list: 100", with: "longest-list: 5")
        try work.write(Array(stricter.utf8), to: "stricter.yaml")
        #expect(try work.likeness("policy", "check", "stricter.yaml").output == "candidates.longest-list: 100 → 5\n")
        #expect(try work.run(as: "sam", ["policy", "adopt", "stricter.yaml"]).errors.contains("[role.missing]"))
        try work.likeness(as: "ada", ["policy", "adopt", "stricter.yaml"])
        #expect(try work.likeness("policy", "show").output == stricter)
        #expect(try work.loggedTypes().count { $0 == "policy.adopted" } == 2)
        let id = try work.request(as: "sam", case: "K-1", purpose: "provenance")
        try work.likeness(as: "ann", ["authorise", "approve", id])
        let search = ["search", probe, "--probe-type", "photo", "--authorisation", id, "--limit"]
        #expect(try work.run(as: "sam", search + ["6"]).errors.contains("[search.list-too-long]"))
        try work.likeness(as: "sam", search + ["5"])

        try work.write(Array(text.replacing("approval: per-project", with: "approval: none").utf8), to: "lax.yaml")
        let lax = try work.run(as: "ada", ["policy", "adopt", "lax.yaml"])
        #expect(lax.exitCode == 3 && lax.errors.contains("[policy.below-profile]") && lax.errors.contains("line "))
        try work.write(Array("profile: [".utf8), to: "broken.yaml")
        let broken = try work.run("init", "--home", work.path("other"), "--policy", "broken.yaml")
        #expect(broken.errors.contains("[policy.malformed]"))
    }
}
