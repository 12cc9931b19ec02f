import ArgumentParser
import FaceAnalysis
import FaceSearch
import Foundation
import Presentation
import Vocabulary

struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How alike two faces are. Touches no gallery.",
        discussion: """
            The similarity is the cosine of the two templates, -1 to 1. It says how alike the faces look to the model, not
            that they are one person: relatives, and strangers, can score high.

            Examples:
              likeness compare old.jpg new.jpg
              likeness compare wedding.jpg passport.jpg --face-a 3 --json
            """)

    @Argument(help: ArgumentHelp("A photo.", valueName: "a")) var a: String
    @Argument(help: ArgumentHelp("Another photo.", valueName: "b")) var b: String
    @Option(help: "Which face of A, counted from the left.") var faceA: Int?
    @Option(help: "Which face of B, counted from the left.") var faceB: Int?
    @Flag(help: "Print one JSON object.") var json = false

    private struct Output: Encodable {
        let similarity: Float
        let model: String
        let a: FaceOutput
        let b: FaceOutput
    }

    func run() async throws {
        let analyzer = try makeAnalyzer()
        let first = try await ProbeFaces(NamedPhoto.read(a), analyzer).face(faceA)
        let second = try await ProbeFaces(NamedPhoto.read(b), analyzer).face(faceB)
        guard let similarity = first.template.similarity(to: second.template) else { return }
        if json {
            return try JSONOutput.print(
                Output(
                    similarity: similarity, model: analyzer.model.rawValue, a: FaceOutput(first), b: FaceOutput(second))
            )
        }
        try say(String(format: "Similarity %.3f (cosine, by %@).", similarity, analyzer.model.rawValue))
        try say("It says how alike the two faces look, not that they are one person.")
    }
}
