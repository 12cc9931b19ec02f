import Foundation
import Testing

@Suite("A newcomer's way: home, collection, index, search")
struct JourneyTests {
    @Test("a person is found in an archive by a photo that is not in it, and the sheet stands alone")
    func journey() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makeHome()
        let (person, shots) = try #require(archive.portraits.first { $0.paths.count > 1 })
        let probe = shots[0]
        for photo in archive.photos where photo != probe {
            try work.write(Array(Data(contentsOf: archive.url(photo))), to: "archive/" + photo)
        }

        let indexed = try work.likeness("index", "archive", "--collection", "album", "--json").json()
        #expect(indexed["enrolledPhotos"] as? Int == archive.photos.count - 1)
        #expect((indexed["skipped"] as? [Any])?.isEmpty == true)
        let counts = try work.counts()
        #expect(counts.photos == archive.photos.count - 1)

        let probePath = archive.url(probe).path
        let found = try work.likeness(
            "search", probePath, "--html", work.path("sheet.html"), "--threshold", "0.2", "--json"
        ).json()
        let candidates = try #require(found["candidates"] as? [[String: Any]])
        let first = try #require(candidates.first)
        let path = try #require((first["photo"] as? [String: Any])?["path"] as? String)
        #expect(archive.faces.contains { path.hasSuffix("/" + $0.path) && $0.person == person })
        #expect(candidates.map { $0["rank"] as? Int ?? 0 } == Array(1...candidates.count))
        let similarities = candidates.map { $0["similarity"] as? Double ?? -2 }
        #expect(similarities == similarities.sorted(by: >) && similarities.allSatisfy { $0 >= 0.2 && $0 <= 1.0001 })
        let gallery = try #require(found["gallery"] as? [String: Any])
        #expect(gallery["faces"] as? Int == counts.faces && gallery["photos"] as? Int == counts.photos)
        #expect(gallery["collections"] as? [String] == ["album"])
        #expect(((found["receipt"] as? [String: Any])?["probeSHA256"] as? String)?.count == 64)

        let sheet = try String(contentsOfFile: work.path("sheet.html"), encoding: .utf8)
        #expect(sheet.contains("A candidate is a lead, not an identification."))
        for outside in ["src=\"http", "href=", "url(", "<script", "@import"] { #expect(!sheet.contains(outside)) }
        #expect(sheet.components(separatedBy: "<li>").count - 1 == candidates.count)
    }

    @Test("indexing again enrols nothing, and a probe that is in the archive is found at similarity 1")
    func again() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makeHome()
        try work.likeness("index", archive.folder.path, "--collection", "album")
        let before = try work.counts()
        let second = try work.likeness("index", archive.folder.path, "--collection", "album", "--json").json()
        #expect(second["enrolledPhotos"] as? Int == 0)
        #expect(second["alreadyEnrolled"] as? Int == archive.photos.count)
        #expect(try work.counts() == before)

        let found = try work.likeness("search", archive.portrait().path, "--json").json()
        let first = try #require((found["candidates"] as? [[String: Any]])?.first)
        #expect((first["similarity"] as? Double ?? 0) > 0.9999)
    }

    @Test("moved, copied, changed and vanished files are noticed, and no photo is enrolled twice")
    func changes() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makeHome()
        let photos = Array(archive.photos.prefix(4))
        for (index, photo) in photos.enumerated() {
            try work.write(Array(Data(contentsOf: archive.url(photo))), to: "archive/\(index).bin")
        }
        try work.likeness("index", "archive", "--collection", "album")
        let before = try work.counts()
        #expect(before.photos == 4)
        let files = FileManager.default
        try files.moveItem(atPath: work.path("archive/0.bin"), toPath: work.path("archive/moved.bin"))
        try files.copyItem(atPath: work.path("archive/1.bin"), toPath: work.path("archive/copy.bin"))
        try files.removeItem(atPath: work.path("archive/2.bin"))
        let report = try work.likeness("index", "archive", "--collection", "album", "--json").json()
        #expect(report["moved"] as? Int == 1)
        #expect(report["duplicates"] as? Int == 1)
        #expect(report["vanished"] as? Int == 1)
        #expect(report["enrolledPhotos"] as? Int == 0)
        let after = try work.counts()
        #expect(after.photos == before.photos && after.faces == before.faces && after.vanished == 1)
    }

    @Test("captions come from a metadata table before the photo's own, also for photos enrolled earlier")
    func metadata() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makeHome()
        try work.write(Array(Data(contentsOf: archive.portrait())), to: "archive/one.jpg")
        try work.likeness("index", "archive", "--collection", "album")
        try work.write(
            Array("path,caption,credit\narchive/one.jpg,\"A caption, with <b>marks</b>\",Nobody\n".utf8),
            to: "table.csv")
        try work.likeness("index", "archive", "--collection", "album", "--metadata", "table.csv")
        let found = try work.likeness(
            "search", work.path("archive/one.jpg"), "--html", work.path("sheet.html"), "--json"
        ).json()
        let photo = (found["candidates"] as? [[String: Any]])?.first?["photo"] as? [String: Any]
        #expect(photo?["caption"] as? String == "A caption, with <b>marks</b>")
        #expect(photo?["credit"] as? String == "Nobody")
        let sheet = try String(contentsOfFile: work.path("sheet.html"), encoding: .utf8)
        #expect(sheet.contains("A caption, with &lt;b&gt;marks&lt;/b&gt;") && !sheet.contains("<b>marks"))
        try work.write(Array("name,caption\nx,y\n".utf8), to: "wrong.csv")
        let refused = try work.likeness(
            "index", "archive", "--collection", "album", "--metadata", "wrong.csv", exits: 2)
        #expect(refused.errors.contains("[metadata.unreadable]"))
    }
}
