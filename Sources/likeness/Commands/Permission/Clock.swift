import ArgumentParser
import FaceSearch
import Foundation
import Rules

struct Clock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The machine's clock, which decides what has expired.",
        discussion: """
            Nothing is done while the clock is behind what was recorded: somebody might have
            set it back to make an authorisation valid again. If it had been ahead by
            mistake, and is right now, an administrator accepts the present time; what had
            expired stays expired.

            Examples:
              likeness clock show
              likeness clock accept --name ada
            """,
        subcommands: [Show.self, Accept.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "This machine's time, and the latest that was recorded.")

        @OptionGroup var home: HomeOption

        func run() throws {
            try say("now       \(Date().formatted(.iso8601))")
            try say("recorded  \(home.open().latestRecordedMoment()?.formatted(.iso8601) ?? "nothing yet")")
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Goes on by the present time, though it is behind.")

        @OptionGroup var home: HomeOption
        @Option(help: ArgumentHelp("The administrator's account; a household needs none.", valueName: "name"))
        var name: String?
        @OptionGroup var password: PasswordOption
        @OptionGroup var second: CodeOption

        func run() async throws {
            let home = try home.open()
            // Nobody can log in meanwhile, nor does a session hold: the administrator is asked here.
            if home.profile == .household {
                try await home.acceptClock(as: home.owner())
            } else {
                guard let name else { throw ValidationError("Name an administrator's account with --name.") }
                let typed = try password.password()
                let code = try home.asksForSecondFactor() || second.file != nil ? second.code() : nil
                try await home.acceptClock(name: name, password: typed, code: code)
            }
            try say("Accepted: it is \(Date().formatted(.iso8601)).")
        }
    }
}
