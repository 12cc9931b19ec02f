public import ArgumentParser
import FaceSearch
import Foundation
import Records
public import Rules
import Secrets
import Vocabulary

struct Account: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accounts: who may do what.",
        discussion: """
            Roles: searcher, approver, examiner, custodian, overseer, administrator. An
            overseer holds no other role, an administrator none but custodian: neither
            ever searches. Nobody but its owner knows an account's password: an
            administrator hands over a code, once, by which its owner chooses one.

            Examples:
              likeness account create ada --role administrator    the first account
              likeness account set-up
              likeness account create jo --organisation "Valley Archive" \\
                  --role searcher --role examiner
              likeness account list
              likeness account suspend jo
            """,
        subcommands: [
            Create.self, SetUp.self, List.self, Roles.self, Suspend.self, Resume.self, Reset.self,
        ])

    struct NameArgument: ParsableArguments {
        @OptionGroup var home: HomeOption
        @Argument(help: "The account's name.") var name: String
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an account, and prints the code by which its owner sets it up.",
            discussion: "The first account of a home is an administrator's, and is made without logging in.")

        @OptionGroup var place: NameArgument
        @Option(help: "The organisation it belongs to.") var organisation: String = "main"
        @Option(help: "A role; may be given several times.") var role: [Role]

        func run() async throws {
            let home = try place.home.open()
            let code: SecretToken
            if try home.awaitsFirstAdministrator() {
                guard Set(role) == [.administrator] else {
                    throw Failure(
                        .accountNotFirst, "The first account is an administrator's.",
                        remedy: "Make it with --role administrator; that account then makes the others.")
                }
                code = try await home.createFirstAdministrator(named: place.name, organisation: organisation)
            } else {
                let actor = try place.home.openAsActor().actor
                code = try await home.createAccount(
                    named: place.name, in: organisation, roles: Set(role), as: actor)
            }
            try tellCode(code, for: place.name)
        }
    }

    struct SetUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Chooses the password of a new account, by the code that its owner was given.",
            discussion: """
                Examples:
                  likeness account set-up
                  likeness account set-up --code-file code.txt --password-file secret.txt
                """)

        @OptionGroup var home: HomeOption
        @Option(help: ArgumentHelp("Read the code from this file's first line (default: ask).", valueName: "file"))
        var codeFile: String?
        @OptionGroup var password: PasswordOption

        func run() async throws {
            let home = try home.open()
            let code = try codeFile.map(SecretLine.read) ?? SecretLine.ask("Code: ")
            let (account, second) = try await home.setUpAccount(code: code, password: password.password(twice: true))
            if let second {
                try say("Put this into your authenticator app, now: it is not shown again.")
                try say("  key   \(second.secret.text)")
                try say("  link  \(second.secret.link(account: account.name, issuer: "Likeness"))")
                try say("Keep these apart from it; each stands in for a code once, when the app is lost:")
                for code in second.recoveryCodes { try say("  \(code.text)") }
            }
            try say("The account \(account.name) is set up. Next: likeness log-in \(account.name)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All accounts, with their roles.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        private struct Output: Encodable {
            let name: String
            let organisation: String
            let roles: [String]
            let standing: String
            let setUp: Bool
        }

        func run() throws {
            let (home, actor) = try home.openAsActor()
            let accounts = try home.accounts(as: actor).map { account, organisation in
                Output(
                    name: account.name, organisation: organisation.name, roles: account.roles.map(\.rawValue).sorted(),
                    standing: account.standing.rawValue, setUp: account.isSetUp)
            }
            if json { return try JSONOutput.print(["accounts": accounts]) }
            for account in accounts {
                let state = [account.standing == "active" ? "" : account.standing, account.setUp ? "" : "not set up"]
                let words = [account.name, account.organisation, account.roles.joined(separator: ", ")] + state
                try say(words.filter { !$0.isEmpty }.joined(separator: "  "))
            }
        }
    }

    struct Roles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives an account other roles, in the place of those it has.")

        @OptionGroup var place: NameArgument
        @Option(help: "A role; may be given several times.") var role: [Role]

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            try await home.setRoles(Set(role), of: place.name, as: actor)
            try say("\(place.name) is now \(Set(role).map(\.rawValue).sorted().joined(separator: ", ")).")
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Suspends an account at once, and ends its sessions.")

        @OptionGroup var place: NameArgument

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            try await home.setStanding(.suspended, ofAccount: place.name, as: actor)
            try say("Suspended \(place.name).")
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends an account's suspension.")

        @OptionGroup var place: NameArgument

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            try await home.setStanding(.active, ofAccount: place.name, as: actor)
            try say("\(place.name) is active again.")
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes away an account's password and sessions, and prints a new code.")

        @OptionGroup var place: NameArgument

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            try tellCode(try await home.resetAccount(place.name, as: actor), for: place.name)
        }
    }

    private static func tellCode(_ code: SecretToken, for name: String) throws {
        try say("Code for \(name), good once within 72 hours: \(code.text)")
        try say("Hand it over in person. Its owner runs: likeness account set-up")
    }
}

extension Role: ExpressibleByArgument {}
