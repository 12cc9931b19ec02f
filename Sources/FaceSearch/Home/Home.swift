import FaceAnalysis
public import Foundation
import Gallery
import Records
public import Rules
import Secrets
public import TransparencyLog
import Vocabulary

/// Everything that one operator's Likeness keeps: collections, photos' records, templates, searches.
///
///     home/
///       records.sqlite    who and what (Records)
///       gallery/<model>/  templates (Gallery)
///       log/              tamper-evident log of what was done (TransparencyLog); log.key signs it
///       oversight.key     opens the sealed templates of probes, for overseers
///       lock              held by whoever writes to the gallery
public final class Home: Sendable {
    public let directory: URL
    public let profile: Profile
    let records: RecordStore
    let log: EventLog
    let openGalleries = OpenGalleries()
    let readings = RecentReadings()
    let probeComparison = ProbeComparison()
    /// The machine's; tests set their own.
    let clock: @Sendable () -> Date

    private init(
        directory: URL, profile: Profile, records: RecordStore, witnesses: LogWriter.Witnesses?,
        clock: @escaping @Sendable () -> Date
    ) {
        self.clock = clock
        self.directory = directory
        self.profile = profile
        self.records = records
        log = EventLog(of: directory, records: records, witnesses: witnesses)
    }

    /// Makes a new home, readable by its owner only. A household's owner has an account from the start; elsewhere an
    /// administrator's is made next (``createFirstAdministrator(named:organisation:)``).
    /// - Parameters:
    ///   - policy: nil: the profile's own.
    ///   - oversightKey: the file in which the key is kept that opens the sealed templates of probes; nil: in the home.
    /// - Throws: `home.exists`, `home.unusable`, `log.key-unusable`, `log.storage`, `oversight.key-unusable`, `policy.…`.
    public static func create(
        at directory: URL, profile: Profile, policy: String? = nil, log: LogChoice? = nil, oversightKey: String? = nil
    ) async throws -> Home {
        try await create(
            at: directory, profile: profile, policy: policy, log: log, oversightKey: oversightKey, clock: { Date() })
    }

    package static func create(
        at directory: URL, profile: Profile, policy: String?, log: LogChoice?, oversightKey: String? = nil,
        clock: @escaping @Sendable () -> Date
    ) async throws -> Home {
        let document = try PolicyDocument(parsing: policy ?? Policy.standardText(for: profile))
        guard document.policy.profile == profile else { throw otherProfile(document.policy.profile, than: profile) }
        let present = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        guard present.isEmpty else {
            throw Failure(
                .homeExists, "There is something at this place already.",
                remedy:
                    "Use the home that is there, or name an empty folder with --home. When making it was interrupted, delete the folder."
            )
        }
        do {
            try FileManager.default.createDirectory(
                at: directory.appending(path: "gallery"), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory.path)
        } catch {
            throw unusable
        }
        try createLog(in: directory, log ?? LogChoice(), at: clock())
        let sealing = try OversightKeyFile(home: directory).make(at: oversightKey)
        // Last: a home is there when its records are.
        let records = try RecordStore(at: recordsPath(directory), access: .writing)
        try records.createHome(HomeRecord(profile: profile.rawValue, created: clock()))
        let home = Home(directory: directory, profile: profile, records: records, witnesses: nil, clock: clock)
        try records.transaction { records in
            let now = clock()
            try records.setOversightKey(sealing.bytes, at: now)
            try adopt(document, instead: nil, records, at: now, by: nil)
            if profile == .household { _ = try addOwner(records, at: now) }
        }
        try await home.log.settle()
        return home
    }

    /// Opens a home that ``create(at:profile:policy:log:)`` made.
    /// - Parameter witnesses: asked to cosign the log's checkpoints.
    /// - Throws: `home.missing`, `home.unusable`, `policy.malformed`, and what the records throw.
    public static func open(at directory: URL, witnesses: LogWriter.Witnesses? = nil) throws -> Home {
        try open(at: directory, witnesses: witnesses, clock: { Date() })
    }

    package static func open(
        at directory: URL, witnesses: LogWriter.Witnesses?, clock: @escaping @Sendable () -> Date
    ) throws -> Home {
        try checkIsThere(directory)
        let records = try RecordStore(at: recordsPath(directory), access: .writing)
        guard let home = try records.home(), let profile = Profile(rawValue: home.profile) else { throw unusable }
        // A policy that cannot be read allows nothing.
        _ = try records.look { try policy($0, profile) }
        return Home(directory: directory, profile: profile, records: records, witnesses: witnesses, clock: clock)
    }

    static func checkIsThere(_ directory: URL) throws {
        guard FileManager.default.fileExists(atPath: recordsPath(directory)) else {
            throw Failure(
                .homeMissing, "There is no home at this place.",
                remedy: "Make one with `likeness init`, or name another with --home or $LIKENESS_HOME.")
        }
    }

    private static func recordsPath(_ directory: URL) -> String { directory.appending(path: "records.sqlite").path }

    static let unusable = Failure(
        .homeUnusable, "The home cannot be read or written.",
        remedy: "Check its owner, its permissions and the disk; `likeness doctor` says more.")
}
