package import FaceAnalysis
package import FaceSearch
package import Foundation
import Inference
import Photos
import Records
package import Rules
package import Secrets
import Synchronization
import SyntheticPeople
package import TransparencyLog
import Vocabulary

/// The real models, and a photo of somebody who does not exist; made once for all tests.
package struct Studio1: Sendable {
    package static let shared = Task { try await Studio1() }

    package let analyzer: FaceAnalyzer
    package let portrait: [UInt8]
    /// The same person in another photo.
    package let again: [UInt8]
    /// Somebody else.
    package let stranger: [UInt8]

    private init() async throws {
        let engine = try InferenceEngine(.ofThisProgram())
        analyzer = try FaceAnalyzer(engine)
        let studio = try await Studio(engine)
        let person = try ArchivePlan(people: 1, shots: 1, seed: 5).people[0]
        let other = try ArchivePlan(people: 1, shots: 1, seed: 6).people[0]
        let shot = Shot(steps: [Float](repeating: 0, count: StyleSpace.components))
        var turned = [Float](repeating: 0, count: StyleSpace.components)
        turned[3] = 0.5
        func photo(_ person: Person, _ shot: Shot) async throws -> [UInt8] {
            let picture = try await studio.portrait(of: person, shot).picture
            // Small, so that thousands of searches end.
            return try picture.resampled(to: 256, 256).encoded(PhotoEncoding(.jpeg))
        }
        portrait = try await photo(person, shot)
        again = try await photo(person, Shot(steps: turned))
        stranger = try await photo(other, shot)
    }
}

/// A home of its own for one test, with a clock that the test sets.
package final class Stage: Sendable {
    package final class Hands: Sendable {
        private let moment: Mutex<Date>
        package init(_ moment: Date) { self.moment = Mutex(moment) }
        package var now: Date { moment.withLock { $0 } }
        package func set(_ date: Date) { moment.withLock { $0 = date } }
        package func move(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
    }

    package let folder: URL
    package let home: Home
    /// Begins with the machine's, unless the test says otherwise.
    package let clock: Hands
    /// The first one.
    package let administrator: Actor
    package static let password = "correct horse battery"
    private let tokens = Mutex<[AccountRef: SecretToken]>([:])

    package init(
        _ profile: Profile, beginning: Date? = nil, changing: (String) -> String = { $0 }
    ) async throws {
        clock = Hands(beginning ?? Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)))
        folder = FileManager.default.temporaryDirectory.appending(path: "likeness-stage-\(UUID().uuidString)")
        let hands = clock
        home = try await Home.create(
            at: folder, profile: profile, policy: changing(Policy.standardText(for: profile)), log: nil,
            clock: { hands.now })
        guard profile != .household else {
            administrator = try home.owner()
            return
        }
        let code = try await home.createFirstAdministrator(named: "ada", organisation: "main")
        let (actor, token) = try await Self.actor(home, "ada", code, at: hands.now)
        administrator = actor
        tokens.withLock { $0[actor.account] = token }
    }

    /// What opens somebody's session, for a browser's cookie.
    package func token(of actor: Actor) -> SecretToken? { tokens.withLock { $0[actor.account] } }

    deinit { try? FileManager.default.removeItem(at: folder) }

    package func person(_ name: String, _ roles: Set<Role>, in organisation: String = "main") async throws -> Actor {
        let code = try await home.createAccount(named: name, in: organisation, roles: roles, as: administrator)
        let (actor, token) = try await Self.actor(home, name, code, at: clock.now)
        tokens.withLock { $0[actor.account] = token }
        return actor
    }

    private static func actor(
        _ home: Home, _ name: String, _ code: SecretToken, at now: Date
    ) async throws -> (Actor, SecretToken) {
        let second = try await home.setUpAccount(code: code.text, password: password).secondFactor
        let typed = second?.secret.code(step: OneTimeSecret.step(at: now))
        let token = try await home.logIn(name: name, password: password, code: typed).token
        return (try home.actor(bearing: token), token)
    }

    /// A collection with the portrait in it.
    package func fill(_ collection: String, by custodian: Actor, retentionDays: Int = 30) async throws {
        let studio = try await Studio1.shared.value
        _ = try await home.createCollection(
            named: collection, controller: "c", lawfulBasis: "b", source: "s", retentionDays: retentionDays,
            as: custodian)
        let photo = folder.appending(path: "photos-\(collection)/portrait.jpg")
        try FileManager.default.createDirectory(
            at: photo.deletingLastPathComponent(), withIntermediateDirectories: true)
        // Another content for each collection: comments change no pixel.
        try Data(studio.portrait + Array(collection.utf8)).write(to: photo)
        let request = try IndexRequest(paths: [photo.path], collection: collection)
        let report = try await home.index(request, as: custodian, with: studio.analyzer)
        precondition(report.enrolledFaces == 1, "the portrait shows one face")
    }

    package func search(
        _ authorisation: AuthorisationRef?, in collections: [String] = [], for probe: [UInt8]? = nil, as actor: Actor
    ) async throws -> CandidateList {
        let studio = try await Studio1.shared.value
        return try await home.search(
            SearchRequest(
                probe: probe ?? studio.portrait, probeType: .photo, collections: collections,
                authorisation: authorisation),
            as: actor, with: studio.analyzer)
    }

    /// The same without candidates: what the rules say.
    package func outcome(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Failure)?.code.name ?? "\(error)"
        }
    }

    package func draft(
        _ reference: String, in collections: [String], purpose: String = "missing-person", searches: Int = 2,
        days: Int = 2
    ) -> AuthorisationDraft {
        AuthorisationDraft(
            caseReference: reference, purpose: purpose, necessity: "It has to be known where they went.",
            proportionality: "One person in one collection.", collections: collections, searches: searches, days: days)
    }

    /// The log's entries, in order.
    package func logged() throws -> [LoggedEvent] {
        let log = Home.publishedLog(of: folder)
        let size = try log.checkpoint().checkpoint.size
        return try stride(from: 0, to: size, by: 256).flatMap {
            try log.entries(ofBundle: $0 / 256, count: min(256, size - $0))
        }.compactMap { LoggedEvent($0) }
    }
}
