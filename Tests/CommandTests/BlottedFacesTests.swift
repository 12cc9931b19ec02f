import Foundation
import Testing

@Suite("Whoever is found for a request is shown alone")
struct BlottedFacesTests {
    private let archive = SyntheticArchive.shared

    @Test("in the pictures of photos with others in them, none of the others can be recognised")
    func blotted() throws {
        let perPhoto = Dictionary(grouping: archive.faces, by: \.path)
        let person = try #require(
            archive.portraits.first { one in
                archive.faces.contains { $0.person == one.person && (perPhoto[$0.path]?.count ?? 0) > 1 }
            })
        let groups = archive.faces.filter { $0.person == person.person && (perPhoto[$0.path]?.count ?? 0) > 1 }
        let work = try Workspace()
        try work.makePeople(profile: "archive", [("cas", ["custodian"])])
        try work.makeCustody(by: "cas", photos: Set(groups.map(\.path)).sorted().map { archive.url($0).path })
        let made = try work.likeness(
            as: "cas", ["request", "receive", "access", "--reference", "1", "--json"]
        ).json()
        let id = try #require(made["id"] as? String)
        try work.likeness(as: "cas", ["request", "identify", id, "--means", "certified-copy"])
        let probe = archive.url(person.paths[0]).path
        let found = try work.likeness(
            as: "cas", ["request", "search", id, probe, "--html", work.path("found.html"), "--json"]
        ).json()
        let faces = try #require(found["found"] as? [[String: Any]])
        try #require(!faces.isEmpty)

        let sheet = try String(contentsOfFile: work.path("found.html"), encoding: .utf8)
        // Of each found face a portrait and the whole photo; the first picture is the probe's.
        let pictures = sheet.matches(of: /data:image\/jpeg;base64,([A-Za-z0-9+\/=]+)/).dropFirst().map { String($0.1) }
        try #require(pictures.count == 2 * faces.count)
        let photos = Dictionary(
            uniqueKeysWithValues: try work.photos(in: "custody", as: "cas").map { ($0.id, $0.path) })
        var others = 0
        for (place, face) in faces.enumerated() {
            let number = try #require(face["photo"] as? Int)
            let path = try #require(photos[number])
            let originals = try templates(work, path)
            for picture in pictures[(2 * place)..<(2 * place + 2)] {
                let bytes = try #require(Data(base64Encoded: picture))
                try work.write([UInt8](bytes), to: "picture.jpg")
                let shown = try templates(work, work.path("picture.jpg"))
                // Of the original's faces one at most is there: the found one.
                let there = originals.filter { original in
                    shown.contains { zip($0, original).reduce(0) { $0 + $1.0 * $1.1 } > 0.7 }
                }
                #expect(there.count <= 1, "\(path)")
                others += originals.count - 1
            }
        }
        #expect(others > 0)
    }

    private func templates(_ work: Workspace, _ path: String) throws -> [[Double]] {
        let outcome = try work.run(as: "cas", ["faces", path, "--embedding", "--json"])
        let photos = try #require(try outcome.json()["photos"] as? [[String: Any]])
        let faces = photos.first?["faces"] as? [[String: Any]] ?? []
        return faces.compactMap { $0["embedding"] as? [Double] }
    }
}
