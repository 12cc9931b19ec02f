public import Foundation
import Vocabulary

/// Where the parts lie that the program needs beside itself: OpenVINO's libraries, and the models.
///
/// Found from the program's own place, so that no environment variable is needed: beside an installed
/// program in `../share/likeness`, or in `.dependencies` of the checkout that it was built in.
public struct Installation: Sendable {
    /// Holds `openvino/lib` and `models`.
    public let root: URL

    public var libraries: URL { root.appending(path: "openvino/lib", directoryHint: .isDirectory) }
    public var models: URL { root.appending(path: "models", directoryHint: .isDirectory) }

    public init(root: URL) { self.root = root }

    /// The installation that belongs to the running program.
    /// - Throws: `inference.missing` when there is none.
    public static func ofThisProgram() throws -> Installation {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        guard let root = candidates(from: program).first(where: isInstallation) else {
            throw Failure(
                .inferenceMissing, "OpenVINO and the models are not set up for this program.",
                remedy: "Run scripts/bootstrap in the folder that Likeness was built in.")
        }
        return Installation(root: root)
    }

    private static func candidates(from program: URL) -> [URL] {
        let folder = program.deletingLastPathComponent()
        let installed = folder.deletingLastPathComponent().appending(
            path: "share/likeness", directoryHint: .isDirectory)
        let above = sequence(first: folder) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }
        return [installed] + above.map { $0.appending(path: ".dependencies", directoryHint: .isDirectory) }
    }

    private static func isInstallation(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "models").path)
    }

    /// All models that are described here, by role.
    /// - Throws: `model.missing`, `model.unusable`.
    public func model(_ role: ModelDescription.Role) throws -> ModelDescription {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: models.path)) ?? []
        for name in names.sorted() where name.hasSuffix(".json") {
            let description = try describe(models.appending(path: name))
            if description.role == role { return description }
        }
        throw Failure(
            .modelMissing, "No \(role.rawValue) model is described among the models.",
            remedy: "Run scripts/bootstrap; `likeness doctor` shows what is there.")
    }

    private func describe(_ file: URL) throws -> ModelDescription {
        do {
            return try JSONDecoder().decode(ModelDescription.self, from: Data(contentsOf: file))
        } catch {
            throw Failure(
                .modelUnusable, "A model's description cannot be read.",
                remedy: "Run scripts/bootstrap again, or correct the description's JSON (docs/models.md shows one).")
        }
    }

    /// The path of the model's first file.
    /// - Throws: `model.missing`.
    public func path(of model: ModelDescription) throws -> String {
        for file in model.files
        where !FileManager.default.fileExists(atPath: models.appending(path: file.name).path) {
            throw Failure(
                .modelMissing, "A file of the model \(model.id.rawValue) is missing.",
                remedy: "Run scripts/bootstrap to put it back.")
        }
        guard let first = model.files.first else {
            throw Failure(
                .modelUnusable, "The model \(model.id.rawValue) names no file.", remedy: "Correct its description.")
        }
        return models.appending(path: first.name).path
    }
}
