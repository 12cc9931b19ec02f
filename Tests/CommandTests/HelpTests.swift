import Foundation
import Testing

/// What `--help` says is what scripts and newcomers rely on: a change to it is seen in review, as a change to a file.
///
///     LIKENESS_RECORD_SNAPSHOTS=1 make test FILTER=HelpTests
///
/// writes the files anew.
@Suite("The help says what was reviewed")
struct HelpTests {
    @Test("each command's help is its snapshot", arguments: HelpPage.all)
    func snapshot(_ page: HelpPage) throws {
        let shown = try page.shown()
        if HelpPage.areRecorded { try Data(shown.utf8).write(to: page.snapshot) }
        let reviewed = try String(contentsOf: page.snapshot, encoding: .utf8)
        #expect(shown == reviewed, "likeness \(page.command.joined(separator: " ")) --help has changed")
    }

    @Test("every command that the program names has a snapshot, and none is left over")
    func complete() throws {
        let named = try HelpPage(command: []).withSubcommands().map(\.name).sorted()
        #expect(named == HelpPage.all.map(\.name).sorted())
        let files = try FileManager.default.contentsOfDirectory(atPath: HelpPage.folder.path)
        #expect(files.filter { !$0.hasPrefix(".") }.sorted() == named.map { $0 + ".txt" }.sorted())
    }
}

/// One page of help.
struct HelpPage: Sendable {
    static let all = [
        "", "init", "collection", "collection create", "collection list", "collection show", "collection photos",
        "collection close",
        "index", "search", "faces", "compare", "synth", "serve", "demo", "doctor", "ledger", "ledger show",
        "ledger verify",
        "ledger prove",
        "ledger verify-receipt", "ledger verify-pack", "evidence", "evidence export", "ledger export", "ledger fsck",
        "ledger key", "ledger key show",
        "ledger publish", "ledger witness", "ledger witness run", "ledger witness key",
        "log-in", "log-out", "account", "account create", "account set-up", "account list", "account roles",
        "account suspend", "account resume", "account reset", "organisation", "organisation create",
        "organisation list", "organisation suspend", "organisation resume", "policy", "policy show", "policy check",
        "policy adopt", "case", "case open", "case list", "case close", "case export", "review",
        "review request", "review list", "review show", "review record", "outcome", "outcome record", "outcome list",
        "clock", "clock show", "clock accept", "authorise", "authorise request",
        "authorise break-glass", "authorise list", "authorise show", "authorise approve", "authorise refuse",
        "authorise revoke", "authorise unlock", "grant", "grant give", "grant list", "grant revoke",
        "erase", "erase photo", "erase face", "retention", "retention run", "seal", "seal add", "seal list",
        "seal lift",
        "seal hits",
        "protect", "protect add", "protect list", "protect end", "signals", "signals list", "signals show",
        "signals explain", "signals uphold", "signals reopen", "signals look",
        "signals check", "usage", "report", "report verify", "unit", "unit create", "unit list", "unit assign",
        "request", "request receive", "request identify", "request search", "request confirm", "request answer",
        "request refuse", "request withdraw", "request list", "request show", "public-page",
    ].map { HelpPage(command: $0.split(separator: " ").map(String.init)) }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Snapshots", directoryHint: .isDirectory)
    static var areRecorded: Bool { ProcessInfo.processInfo.environment["LIKENESS_RECORD_SNAPSHOTS"] == "1" }

    let command: [String]

    var name: String { (["likeness"] + command).joined(separator: "-") }
    var snapshot: URL { Self.folder.appending(path: name + ".txt") }

    /// The program's environment has no COLUMNS and its output is a file, so that lines are 80 wide everywhere.
    func shown() throws -> String {
        let outcome = try Program().run(command + ["--help"])
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        return outcome.output
    }

    /// This page and those of all commands that it names, and so on.
    func withSubcommands() throws -> [HelpPage] {
        let lines = try shown().split(separator: "\n").drop { !$0.hasSuffix("SUBCOMMANDS:") }
        // Names are indented by two, what explains them by more; the closing hint begins with a capital.
        let names = lines.compactMap { $0.firstMatch(of: #/^  ([a-z-]+)(?: \(default\))?  /#)?.1 }
        return try [self] + names.flatMap { try HelpPage(command: command + [String($0)]).withSubcommands() }
    }
}
