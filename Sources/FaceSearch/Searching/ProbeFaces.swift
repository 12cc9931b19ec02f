public import FaceAnalysis
import Photos
import Vocabulary

/// The faces of a probe, of which the searcher has to mean one: Likeness never chooses silently.
public struct ProbeFaces: Sendable {
    public let analysis: PhotoAnalysis

    /// Touches no gallery.
    /// - Throws: `photo.…`, `probe.no-face`.
    public init(_ bytes: [UInt8], _ analyzer: FaceAnalyzer) async throws {
        analysis = try await analyzer.faces(in: Photo(bytes))
        guard !analysis.faces.isEmpty else {
            throw Failure(
                .probeWithoutFace, "No face was found in the probe.",
                remedy:
                    "Use a photo in which the face is larger, sharper or less turned away; "
                    + "`likeness faces` shows what is found."
            )
        }
    }

    /// - Parameter number: 1 for the leftmost.
    /// - Throws: `probe.several-faces`, `probe.no-such-face`.
    public func face(_ number: Int?) throws -> AnalysedFace {
        let faces = analysis.faces
        guard let number = number ?? (faces.count == 1 ? 1 : nil) else {
            throw Failure(
                .probeSeveralFaces, "The probe shows \(faces.count) faces.",
                remedy: "Say which with --face N, counted from the left; `likeness faces` shows where each is.")
        }
        guard number >= 1, number <= faces.count else {
            throw Failure(
                .probeFaceMissing, "The probe has no face \(number); it shows \(faces.count).",
                remedy: "Choose one from 1 to \(faces.count), counted from the left.")
        }
        return faces[number - 1]
    }
}
