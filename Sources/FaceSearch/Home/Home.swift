import FaceAnalysis
public import Foundation
import Gallery
import Records
import Vocabulary

/// Everything that one operator's Likeness keeps: collections, photos' records, templates, searches.
///
///     home/
///       records.sqlite    who and what (Records)
///       gallery/<model>/  templates (Gallery)
///       log/              tamper-evident log of what was done (TransparencyLog); log.key signs it
///       lock              held by whoever writes to the gallery
public final class Home: Sendable {
    public let directory: URL
    public let profile: Profile
    let records: RecordStore

    private init(directory: URL, profile: Profile, records: RecordStore) {
        self.directory = directory
        self.profile = profile
        self.records = records
    }

    /// Makes a new home, readable by its owner only.
    /// - Throws: `home.exists`, `home.unusable`, `log.key-unusable`, `log.storage`.
    public static func create(at directory: URL, profile: Profile, log: LogChoice? = nil) throws -> Home {
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
        try createLog(in: directory, log ?? LogChoice())
        // Last: a home is there when its records are.
        let records = try RecordStore(at: recordsPath(directory), access: .writing)
        try records.createHome(HomeRecord(profile: profile.rawValue, created: Date()))
        return Home(directory: directory, profile: profile, records: records)
    }

    /// Opens a home that ``create(at:profile:)`` made.
    /// - Throws: `home.missing`, `home.unusable`, and what the records throw.
    public static func open(at directory: URL) throws -> Home {
        try checkIsThere(directory)
        let records = try RecordStore(at: recordsPath(directory), access: .writing)
        guard let home = try records.home(), let profile = Profile(rawValue: home.profile) else { throw unusable }
        return Home(directory: directory, profile: profile, records: records)
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
