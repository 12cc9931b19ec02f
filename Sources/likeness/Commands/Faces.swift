import ArgumentParser
import FaceAnalysis
import FaceSearch
import Foundation
import Photos
import Presentation
import Vocabulary

struct Faces: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the faces that are found in photos: boxes, landmarks, quality. Touches no gallery.",
        discussion: """
            Coordinates are pixels of the upright photo. --embedding adds each face's template.

            Examples:
              likeness faces group.jpg
              likeness faces *.jpg --json --embedding > faces.json
            """)

    @Argument(help: ArgumentHelp("Photo files.", valueName: "photo")) var photos: [String]
    @Flag(help: "Print one JSON object.") var json = false
    @Flag(help: "With --json: each face's template, a vector of unit length.") var embedding = false

    func run() async throws {
        let analyzer = try makeAnalyzer()
        let results = try await inOrder(photos) { path in
            do {
                return PhotoFacesOutput(path, try await analyzer.faces(in: Photo(NamedPhoto.read(path))), embedding)
            } catch let failure as Failure where failure.code.kind == .work {
                return PhotoFacesOutput(path, failure)
            }
        }
        if json {
            try JSONOutput.print(["photos": results])
        } else {
            for result in results { try say(result.lines.joined(separator: "\n")) }
        }
        if results.contains(where: { $0.error != nil }) { throw ExitCode(1) }
    }

    /// Runs `work` for all, as many at once as there are cores and one more; results in the order of the inputs.
    private func inOrder<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ work: @escaping @Sendable (Input) async throws -> Output
    ) async throws -> [Output] {
        let width = ProcessInfo.processInfo.activeProcessorCount + 1
        return try await withThrowingTaskGroup(of: (Int, Output).self) { tasks in
            var outputs = [Output?](repeating: nil, count: inputs.count)
            for (index, input) in inputs.enumerated() {
                if index >= width, let (done, output) = try await tasks.next() { outputs[done] = output }
                tasks.addTask { (index, try await work(input)) }
            }
            for try await (done, output) in tasks { outputs[done] = output }
            return outputs.map { $0! }
        }
    }
}

/// One photo's faces as JSON (docs/json.md), and as lines for people.
private struct PhotoFacesOutput: Encodable {
    let path: String
    var width: Int?
    var height: Int?
    var faces: [FaceOutput] = []
    var error: FailureOutput?

    init(_ path: String, _ analysis: PhotoAnalysis, _ withEmbedding: Bool) {
        self.path = path
        width = analysis.width
        height = analysis.height
        faces = analysis.faces.map { FaceOutput($0, withEmbedding: withEmbedding) }
    }

    init(_ path: String, _ failure: Failure) {
        self.path = path
        error = FailureOutput(failure)
    }

    var lines: [String] {
        let shown = PathText.display(path.utf8)
        if let error { return ["\(shown): \(error.reason) \(error.remedy) [\(error.code)]"] }
        let count = faces.count == 1 ? "1 face" : "\(faces.count) faces"
        return ["\(shown): \(width ?? 0) x \(height ?? 0), \(count)"]
            + faces.enumerated().map { index, face in
                let box = face.box.map { String(format: "%.0f", $0) }
                return "  \(index + 1)  at \(box[0]), \(box[1])  size \(box[2]) x \(box[3])"
                    + String(
                        format: "  confidence %.2f  eyes %.0f px apart  yaw %.0f  pitch %.0f  roll %.0f",
                        face.confidence,
                        face.quality.interEyeDistance, face.quality.yaw, face.quality.pitch, face.quality.roll)
            }
    }
}
