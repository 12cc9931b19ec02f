public import ArgumentParser
import FaceSearch
import Foundation
public import Rules

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a home for collections, templates and the record of searches.",
        discussion: """
            Profiles:
              household      one person, own photos; searches need no approver,
                             and are recorded all the same
              archive        press, heritage, NGO; somebody else approves each project
              investigation  somebody else approves each case, and two examiners agree
                             on a finding

            A household needs no accounts. The others begin with an administrator's, who
            never searches: `likeness account --help`.

            Examples:
              likeness init
              likeness init --home /srv/likeness --profile archive
              likeness init --profile investigation --policy ours.yaml
              likeness init --log-name archive.example.org/likeness \\
                  --log-key /etc/likeness/log.key
              likeness init --profile archive --oversight-key /media/overseer/oversight.key
            """)

    @OptionGroup var home: HomeOption

    @Option(help: "household, archive or investigation.")
    var profile: Profile = .household

    @Option(
        help: ArgumentHelp("The log's name in each checkpoint: one word (default: a random one).", valueName: "name"))
    var logName: String?

    @Option(
        help: ArgumentHelp(
            "Keep the key that signs the log in this file (default: log.key in the home).", valueName: "file"))
    var logKey: String?

    @Option(
        help: ArgumentHelp(
            "Keep the key that opens probes' sealed templates in this file (default: oversight.key in the home).",
            valueName: "file"))
    var oversightKey: String?

    @Option(help: ArgumentHelp("Begin with this policy (default: the profile's own).", valueName: "file.yaml"))
    var policy: String?

    func run() async throws {
        let made = try await Home.create(
            at: home.directory, profile: profile, policy: policy.map { try PolicyFile.read($0) },
            log: LogChoice(name: logName, keyFile: logKey), oversightKey: oversightKey)
        try say("Made a home for the profile \(profile.rawValue) in \(made.directory.path).")
        try say(
            "Its log is checked with this key, which your overseer should have: \(Home.logVerifierKey(of: made.directory))"
        )
        try say(
            profile == .household
                ? "Next: likeness collection create NAME --controller … --lawful-basis … --source … --retention DAYS"
                : "Next: likeness account create NAME --role administrator --organisation NAME")
    }
}

extension Profile: ExpressibleByArgument {}
