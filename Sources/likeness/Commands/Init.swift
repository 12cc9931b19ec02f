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
            """)

    @OptionGroup var home: HomeOption

    @Option(help: "household, archive or investigation.")
    var profile: Profile = .household

    func run() throws {
        let made = try Home.create(at: home.directory, profile: profile)
        try say("Made a home for the profile \(profile.rawValue) in \(made.directory.path).")
        try say("Next: likeness collection create NAME --controller … --lawful-basis … --source … --retention DAYS")
    }
}

extension Profile: ExpressibleByArgument {}
