import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Secrets
import Vocabulary

struct LogIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-in", abstract: "Opens a session. A household needs none.",
        discussion: """
            The session is kept in $LIKENESS_SESSION, else in your own state folder, and
            ends by the policy: after some minutes without use, and after some hours in
            any case. Log-ins are recorded, and so are those that fail. Where the policy asks
            for a second factor, a code from your authenticator app is asked for, or one of
            your recovery codes.

            Examples:
              likeness log-in jo
              likeness log-in jo --password-file - < secret.txt
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "The account's name.") var name: String
    @OptionGroup var password: PasswordOption
    @OptionGroup var second: CodeOption

    func run() async throws {
        let opened = try home.open()
        let typed = try password.password()
        let code = try opened.asksForSecondFactor() || second.file != nil ? second.code() : nil
        let (token, expires) = try await opened.logIn(name: name, password: typed, code: code)
        let file = SessionFile(home: home.directory)
        // The session that this one takes the place of would go on unseen.
        if let old = try? file.token() { try await opened.logOut(bearing: old) }
        do { try file.write(token) } catch {
            try? await opened.logOut(bearing: token)
            throw error
        }
        try say("Logged in as \(name), until \(expires.formatted(.iso8601)) at the latest.")
        try await tellWhatWaits(opened, opened.actor(bearing: token))
    }

    /// Whoever may not decide or examine is told nothing.
    private func tellWhatWaits(_ home: Home, _ actor: Actor) async throws {
        let requests = (try? await home.authorisations(as: actor))?.toDecide.count ?? 0
        if requests > 0 { try say("\(counted(requests, "request")) to decide: likeness authorise list") }
        let reviews = (try? await home.waitingReviews(as: actor))?.count ?? 0
        if reviews > 0 { try say("\(counted(reviews, "candidate")) to examine: likeness review list") }
    }
}

struct LogOut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-out", abstract: "Ends your session.",
        discussion: """
            Example:
              likeness log-out
            """)

    @OptionGroup var home: HomeOption

    func run() async throws {
        let file = SessionFile(home: home.directory)
        try await home.open().logOut(bearing: file.token())
        file.remove()
        try say("Logged out.")
    }
}
