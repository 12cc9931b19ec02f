import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Rules
import Secrets
import TestStage
import Vocabulary
import Web

/// A home with somebody of each role, and the server over it.
struct Callers: Sendable {
    static let shared = Task { try await Callers() }

    let stage: Stage
    let server: WebServer
    /// Who signed in, and by which token a program acts for them.
    let people: [Role: (session: SecretToken, program: SecretToken)]

    private init() async throws {
        stage = try await Stage(.investigation)
        var people: [Role: (session: SecretToken, program: SecretToken)] = [:]
        for role in Role.allCases {
            let actor =
                role == .administrator
                ? stage.administrator : try await stage.person("the-\(role.rawValue)", [role])
            guard let session = stage.token(of: actor) else { continue }
            let own = try stage.home.identity(of: actor).duties
            let program = try await stage.home.createAPIToken("tests", for: own, days: 1, as: actor)
            people[role] = (session, program.token)
        }
        self.people = people
        var logger = Logger(label: "web-tests")
        logger.logLevel = .critical
        server = try await WebServer(
            home: stage.home, analyzer: Studio1.shared.value.analyzer, settings: WebSettings(), logger: logger)
    }
}

extension SecretToken {
    /// As a browser shows it.
    var cookie: String { "likeness=\(text)" }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The failure that an answer tells of, of a page or of the API.
    var failure: String? {
        if let found = text.firstMatch(of: /"code":"([a-z.-]+)"/) { return String(found.1) }
        return text.firstMatch(of: /<code>([a-z-]+\.[a-z-]+)<\/code>/).map { String($0.1) }
    }
}
