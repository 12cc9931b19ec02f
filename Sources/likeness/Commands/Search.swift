public import ArgumentParser
import FaceAnalysis
import FaceSearch
import Foundation
import Presentation
public import Rules
import Vocabulary

extension ProbeType: ExpressibleByArgument {}

struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the enrolled faces that resemble a probe, most similar first. Every search is logged.",
        discussion: """
            Similarities are not calibrated yet: what is a high one depends on the size
            of the gallery. A candidate is a lead, not an identification.

            Outside a household a search rests on an authorisation that somebody else
            has approved: `likeness authorise --help`.

            Examples:
              likeness search someone.jpg
              likeness search group.jpg --face 2 --collection family \\
                  --limit 50 --html sheet.html
              likeness search someone.jpg --purpose "family album" --json
              likeness search someone.jpg --probe-type photo \\
                  --authorisation 5f0c2a9e8b7d41c3a6e9d2b4f8071c35
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: ArgumentHelp("The photo to search with.", valueName: "probe")) var probe: String
    @Option(help: ArgumentHelp("Which of the probe's faces, counted from the left.", valueName: "n")) var face: Int?
    @Option(help: "A collection to search; may be given several times (default: all).") var collection: [String] = []
    @Option(help: ArgumentHelp("The authorisation that the search rests on.", valueName: "id")) var authorisation:
        String?
    @Option(help: "What the search is for.") var purpose: String?
    @Option(help: "What the probe is: photo, video-still or scan.") var probeType: ProbeType?
    @Option(parsing: .unconditional, help: "The most candidates to show, 1 to 1000.") var limit = SearchRequest
        .defaultLimit
    @Option(parsing: .unconditional, help: "The least similarity to show, -1 to 1.") var threshold = SearchRequest
        .defaultThreshold
    @Flag(help: "Print one JSON object.") var json = false
    @Option(help: ArgumentHelp("Write a contact sheet that opens in any browser.", valueName: "file")) var html: String?

    func run() async throws {
        let (home, actor) = try home.openAsActor()
        if let html { try SheetFile.checkPlace(html) }
        let bytes = try NamedPhoto.read(probe)
        let analyzer = try makeAnalyzer()
        let request = SearchRequest(
            probe: bytes, face: try await chosenFace(bytes, analyzer), probeType: probeType, collections: collection,
            authorisation: authorisation.map { AuthorisationRef($0) }, purpose: purpose, threshold: threshold,
            limit: limit)
        let list = try await home.search(request, as: actor, with: analyzer)
        if let html { try ContactSheet(list, probe: bytes).write(to: html) }
        if json { return try JSONOutput.print(CandidateListOutput(list, sheet: html)) }
        try say(CandidateTable(list).text)
        if let html { try say("Contact sheet: \(html)") }
    }

    /// Asks when the probe shows several faces and somebody is there to answer.
    private func chosenFace(_ bytes: [UInt8], _ analyzer: FaceAnalyzer) async throws -> Int? {
        guard face == nil, !json, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return face }
        let faces = try await ProbeFaces(bytes, analyzer).analysis.faces
        guard faces.count > 1 else { return nil }
        var question = "The probe shows \(faces.count) faces, from left to right:\n"
        for (index, face) in faces.enumerated() {
            question += String(
                format: "  %d  at %.0f, %.0f, %.0f pixels wide\n", index + 1, face.box.x, face.box.y, face.box.width)
        }
        tell(question + "Which one? ")
        return readLine().flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    }
}
