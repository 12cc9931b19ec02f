import Foundation
import Testing

/// Photos of people who do not exist, made once for all tests by the program itself.
struct SyntheticArchive: Sendable {
    struct Face: Sendable {
        let path: String
        let person: String
    }

    let folder: URL
    /// One row a face, as `truth.csv` has them.
    let faces: [Face]
    /// Every photo in the archive, relative to its folder.
    let photos: [String]

    static let shared: SyntheticArchive = {
        do { return try SyntheticArchive(people: 6, shots: 4, seed: 11) } catch { fatalError("no archive: \(error)") }
    }()

    private init(people: Int, shots: Int, seed: Int) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "likeness-archive-\(UUID().uuidString)")
        let made = try Program().run([
            "synth", folder.path, "--people", "\(people)", "--shots", "\(shots)", "--seed", "\(seed)",
        ])
        guard made.exitCode == 0 else { throw Unmade(account: made.errors) }
        let table = try String(contentsOf: folder.appending(path: "truth.csv"), encoding: .utf8)
        let rows = table.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        photos = Array(Set(rows.map { String($0[0]) })).sorted()
        faces = rows.filter { !$0[1].isEmpty }.map { Face(path: String($0[0]), person: String($0[1])) }
    }

    struct Unmade: Error { let account: String }

    func url(_ path: String) -> URL { folder.appending(path: path) }

    /// Photos that show exactly one person: for each person in order, theirs.
    var portraits: [(person: String, paths: [String])] {
        let perPhoto = Dictionary(grouping: faces, by: \.path)
        let single = faces.filter { perPhoto[$0.path]?.count == 1 }
        return Dictionary(grouping: single, by: \.person)
            .map { (person: $0.key, paths: $0.value.map(\.path).sorted()) }
            .sorted { $0.person < $1.person }
    }

    /// A photo that shows one person, another for each number; a JPEG, so that cutting it off is no matter of luck.
    func portrait(_ number: Int = 0) throws -> URL {
        let jpegs = portraits.flatMap(\.paths).filter { $0.hasSuffix(".jpg") }
        try #require(number < jpegs.count, "the archive has too few portraits")
        return url(jpegs[number])
    }
}
