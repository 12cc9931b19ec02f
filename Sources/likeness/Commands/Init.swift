public import ArgumentParser
public import FaceSearch
import Foundation

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a home for collections, templates and the record of searches.",
        discussion: """
            Profiles:
              household      one person, own photos; searches need no approver,
                             and are recorded all the same
              archive        press, heritage, NGO; searches need an approval
              investigation  searches need an approval per case

            In this version nobody can approve yet, so searches are possible in a household only.

            Examples:
              likeness init
              likeness init --home /srv/likeness --profile archive
              likeness init --log-name archive.example.org/likeness \\
                  --log-key /etc/likeness/log.key
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

    func run() throws {
        let made = try Home.create(
            at: home.directory, profile: profile, log: LogChoice(name: logName, keyFile: logKey))
        try say("Made a home for the profile \(profile.rawValue) in \(made.directory.path).")
        try say(
            "Its log is checked with this key, which your overseer should have: \(Home.logVerifierKey(of: made.directory))"
        )
        try say("Next: likeness collection create NAME --controller … --lawful-basis … --source … --retention DAYS")
    }
}

extension Profile: ExpressibleByArgument {}
