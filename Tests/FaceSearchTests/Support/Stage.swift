import FaceAnalysis
import FaceSearch
import Foundation
import Inference
import Photos
import Records
import Rules
import Secrets
import Synchronization
import SyntheticPeople
import Testing
import TransparencyLog
import Vocabulary

/// The real models, and a photo of somebody who does not exist; made once for all tests.
struct Studio1: Sendable {
    static let shared = Task { try await Studio1() }

    let analyzer: FaceAnalyzer
    let portrait: [UInt8]

    private init() async throws {
        let engine = try InferenceEngine(.ofThisProgram())
        analyzer = try FaceAnalyzer(engine)
        let studio = try await Studio(engine)
        let person = try #require(try ArchivePlan(people: 1, shots: 1, seed: 5).people.first)
        let shot = Shot(steps: [Float](repeating: 0, count: StyleSpace.components))
        let picture = try await studio.portrait(of: person, shot).picture
        // Small, so that thousands of searches end.
        portrait = try picture.resampled(to: 256, 256).encoded(PhotoEncoding(.jpeg))
    }
}

/// A home of its own for one test, with a clock that the test sets.
final class Stage: Sendable {
    final class Hands: Sendable {
        private let moment: Mutex<Date>
        init(_ moment: Date) { self.moment = Mutex(moment) }
        var now: Date { moment.withLock { $0 } }
        func set(_ date: Date) { moment.withLock { $0 = date } }
        func move(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
    }

    let folder: URL
    let home: Home
    /// Begins with the machine's: photos are enrolled by that.
    let clock = Hands(Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)))
    /// The first one.
    let administrator: Actor
    private static let password = "correct horse battery"

    init(_ profile: Profile, changing: (String) -> String = { $0 }) async throws {
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
        administrator = try await Self.actor(home, "ada", code, at: hands.now)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func person(_ name: String, _ roles: Set<Role>, in organisation: String = "main") async throws -> Actor {
        let code = try await home.createAccount(named: name, in: organisation, roles: roles, as: administrator)
        return try await Self.actor(home, name, code, at: clock.now)
    }

    private static func actor(_ home: Home, _ name: String, _ code: SecretToken, at now: Date) async throws -> Actor {
        let second = try await home.setUpAccount(code: code.text, password: password).secondFactor
        let typed = second?.secret.code(step: OneTimeSecret.step(at: now))
        return try home.actor(bearing: try await home.logIn(name: name, password: password, code: typed).token)
    }

    /// A collection with the portrait in it.
    func fill(_ collection: String, by custodian: Actor) async throws {
        let studio = try await Studio1.shared.value
        _ = try await home.createCollection(
            named: collection, controller: "c", lawfulBasis: "b", source: "s", retentionDays: 30, as: custodian)
        let photo = folder.appending(path: "photos-\(collection)/portrait.jpg")
        try FileManager.default.createDirectory(
            at: photo.deletingLastPathComponent(), withIntermediateDirectories: true)
        // Another content for each collection: comments change no pixel.
        try Data(studio.portrait + Array(collection.utf8)).write(to: photo)
        let request = try IndexRequest(paths: [photo.path], collection: collection)
        let report = try await home.index(request, as: custodian, with: studio.analyzer)
        try #require(report.enrolledFaces == 1)
    }

    func search(
        _ authorisation: AuthorisationRef?, in collections: [String] = [], as actor: Actor
    ) async throws -> CandidateList {
        let studio = try await Studio1.shared.value
        return try await home.search(
            SearchRequest(
                probe: studio.portrait, probeType: .photo, collections: collections, authorisation: authorisation),
            as: actor, with: studio.analyzer)
    }

    /// The same without candidates: what the rules say.
    func outcome(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Failure)?.code.name ?? "\(error)"
        }
    }

    func draft(
        _ reference: String, in collections: [String], purpose: String = "missing-person", searches: Int = 2,
        days: Int = 2
    ) -> AuthorisationDraft {
        AuthorisationDraft(
            caseReference: reference, purpose: purpose, necessity: "It has to be known where they went.",
            proportionality: "One person in one collection.", collections: collections, searches: searches, days: days)
    }

    /// The log's entries, in order.
    func logged() throws -> [LoggedEvent] {
        let log = Home.publishedLog(of: folder)
        let size = try log.checkpoint().checkpoint.size
        return try stride(from: 0, to: size, by: 256).flatMap {
            try log.entries(ofBundle: $0 / 256, count: min(256, size - $0))
        }.compactMap { LoggedEvent($0) }
    }
}
