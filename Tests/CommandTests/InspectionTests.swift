import Foundation
import Testing

@Suite("faces, compare and doctor speak the agreed JSON")
struct InspectionTests {
    @Test("faces gives boxes, landmarks, quality and unit embeddings in pixels of the upright photo")
    func faces() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.write(Array("text".utf8), to: "text.jpg")
        let portrait = try archive.portrait().path
        let shown = try work.likeness("faces", portrait, "text.jpg", "--json", "--embedding", exits: 1).json()
        let photos = try #require(shown["photos"] as? [[String: Any]])
        #expect(photos.count == 2)
        #expect((photos[1]["error"] as? [String: Any])?["code"] as? String == "photo.unknown-format")
        let face = try #require((photos[0]["faces"] as? [[String: Any]])?.first)
        let box = try #require(face["box"] as? [Double])
        let width = try #require(photos[0]["width"] as? Double)
        #expect(box.count == 4 && box[2] > 10 && box[0] + box[2] <= width * 1.2)
        #expect((face["landmarks"] as? [[Double]])?.count == 5)
        // Nothing else is said of a face, and of its quality nothing that is not about the picture.
        #expect(Set(face.keys) == ["box", "landmarks", "confidence", "quality", "embedding"])
        let quality = try #require(face["quality"] as? [String: Any])
        #expect(
            Set(quality.keys) == ["interEyeDistance", "sharpness", "yaw", "pitch", "roll", "exposure"],
            "\(quality.keys)")
        let embedding = try #require(face["embedding"] as? [Double])
        #expect(embedding.count == 128)
        #expect(abs(embedding.reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
    }

    @Test("compare gives 1 for a photo and itself, more for one person's photos than for two people's")
    func compare() throws {
        let work = try Workspace()
        let portraits = SyntheticArchive.shared.portraits.filter { $0.paths.count > 1 }
        let (one, two) = (try #require(portraits.first).paths, try #require(portraits.dropFirst().first).paths)
        func similarity(_ a: String, _ b: String) throws -> Double {
            let archive = SyntheticArchive.shared
            let shown = try work.likeness("compare", archive.url(a).path, archive.url(b).path, "--json").json()
            return try #require(shown["similarity"] as? Double)
        }
        #expect(try similarity(one[0], one[0]) > 0.9999)
        #expect(try similarity(one[0], one[1]) > similarity(one[0], two[0]))
    }

    @Test("doctor finds everything that the set-up installs")
    func doctor() throws {
        let work = try Workspace()
        let checks = try #require(try work.likeness("doctor", "--json").json()["checks"] as? [[String: Any]])
        let states = Dictionary(uniqueKeysWithValues: checks.map { ($0["check"] as! String, $0["state"] as! String) })
        for name in ["OpenVINO", "detector", "recogniser", "mapping", "synthesis", "libvips", "photo formats"] {
            #expect(states[name] == "ok", "\(name)")
        }
        #expect(states["home"] == "limited")
    }

    @Test("without the models, the program says what is missing and how to get it")
    func withoutModels() throws {
        let work = try Workspace()
        try FileManager.default.copyItem(atPath: Program.path, toPath: work.path("likeness"))
        let process = Process()
        process.executableURL = URL(filePath: work.path("likeness"))
        process.arguments = ["doctor"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 4)
        #expect(text.contains("scripts/bootstrap"))
    }
}
