import Foundation
import Testing

/// The types let only FaceSearch make a list of candidates, and only with the gallery's grant; this reads the sources for
/// ways around them.
@Suite("There is one door to a candidate")
struct OneDoorTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Path below the root, and text, of each Swift file of the program.
    private static let sources: [(path: String, text: String)] = {
        let folder = root.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.compactMap { file in
            let text = try? String(contentsOf: file, encoding: .utf8)
            return text.map { (String(file.path.dropFirst(root.path.count + 1)), $0) }
        }
    }()

    private func files(_ pattern: some RegexComponent) -> [String] {
        Self.sources.filter { $0.text.contains(pattern) }.map(\.path).sorted()
    }

    /// The search; a template that becomes a suppressed face's sketch; a sealed person's faces, of which only numbers leave.
    private static let grantees = [
        "Sources/FaceSearch/Erasure/Home+Erasure.swift", "Sources/FaceSearch/Sealing/Home+Sealing.swift",
        "Sources/FaceSearch/Searching/Home+Looking.swift",
    ]

    @Test(
        "each step on the way to a candidate stands in the files that are known for it",
        arguments: [
            ("@_spi\\(SearchGrant\\) import", grantees), ("\\bSearchGrant\\(search", grantees),
            ("@_spi\\(SearchGrant\\) public", ["Sources/Gallery/SearchGrant.swift"]),
            ("\\bCandidateList\\(", ["Sources/FaceSearch/Searching/Home+Search.swift"]),
            ("[^.\\w]Candidate\\(\\s*rank:", ["Sources/FaceSearch/Searching/Home+Looking.swift"]),
        ])
    func oneFile(_ pattern: String, _ expected: [String]) throws {
        #expect(Self.sources.count > 200)
        #expect(try files(Regex(pattern)) == expected)
    }

    @Test("no public initialiser makes a list, a candidate or somebody who acts")
    func initialisers() throws {
        for (file, type) in [("Searching/CandidateList", "CandidateList"), ("Acting/Actor", "Actor")] {
            let source = try #require(Self.sources.first { $0.path == "Sources/FaceSearch/\(file).swift" })
            #expect(!source.text.contains("public init"), "\(type)")
        }
    }

    @Test(
        "templates leave the gallery nowhere: it is imported by FaceSearch, and by the program for its kernels' names only"
    )
    func importers() throws {
        let importers = files(#/(?m)^\s*(@_spi\(\w+\) )?(public |package )?import Gallery$/#)
        let outside = importers.filter { !$0.hasPrefix("Sources/FaceSearch/") }
        #expect(outside == ["Sources/likeness/Commands/Examination.swift"])
        let examination = try #require(Self.sources.first { $0.path == outside.first })
        #expect(!examination.text.contains("FileGallery"))
    }
}
