import COpenVINO
import Foundation
import Vocabulary

/// OpenVINO, opened once for the program; loads models.
public final class InferenceEngine: Sendable {
    nonisolated(unsafe) private let library: OpaquePointer
    public let installation: Installation
    /// For example `2026.4.1-…`.
    public let version: String
    /// What this processor computes fastest at a precision that keeps templates the same (cosine 0.9998).
    public let fastestPrecision: Precision

    /// - Throws: `inference.missing`.
    public init(_ installation: Installation) throws {
        var library: OpaquePointer?
        var error = openvino_error()
        guard openvino_open(installation.libraries.path, &library, &error), let library else {
            throw Failure(
                .inferenceMissing, "OpenVINO cannot be loaded (\(error.messageWithoutPath)).",
                remedy: "Run scripts/bootstrap, then `likeness doctor`.")
        }
        self.library = library
        self.installation = installation
        let version = openvino_version(library)
        self.version = version.map { String(cString: $0) } ?? "unknown"
        free(version)
        fastestPrecision = openvino_computes_bf16(library) ? .bf16 : .f32
    }

    /// Compiles a model for this processor.
    /// - Parameters:
    ///   - size: the picture's size that it is to take; nil: the model's own.
    ///   - streams: how many runs go side by side, each on one thread.
    /// - Throws: `model.missing`, `model.altered`, `model.unusable`.
    public func load(
        _ model: ModelDescription, size: (width: Int, height: Int)? = nil, precision: Precision? = nil,
        streams: Int = InferenceEngine.cores, threads: Int = InferenceEngine.cores
    ) throws -> LoadedModel {
        let path = try installation.path(of: model)
        try installation.verify(model)
        let mean = model.input.mean ?? [0, 0, 0]
        guard mean.count == 3, (model.input.scale ?? 1) != 0 else {
            throw Failure(
                .modelUnusable, "The description of the model \(model.id.rawValue) has an impossible mean or scale.",
                remedy: "Give three means and a scale that is not zero (docs/models.md).")
        }
        var loaded: OpaquePointer?
        var error = openvino_error()
        let success = path.withCString { path in
            (precision ?? fastestPrecision).rawValue.withCString { precision in
                var options = openvino_model_options(
                    path: path, channels: size == nil ? 0 : 3, height: Int64(size?.height ?? 0),
                    width: Int64(size?.width ?? 0), takes_pixels: model.input.channels != nil,
                    wants_bgr: model.input.channels == .bgr, scale: model.input.scale ?? 1,
                    mean: (mean[0], mean[1], mean[2]), streams: Int32(streams), threads: Int32(threads),
                    precision: precision)
                return openvino_model_load(library, &options, &loaded, &error)
            }
        }
        guard success, let loaded else {
            throw Failure(
                .modelUnusable,
                "OpenVINO cannot load the model \(model.id.rawValue) (\(error.message.replacing(installation.root.path, with: "…"))).",
                remedy: "Run `likeness doctor`; it checks each model's file.")
        }
        return try LoadedModel(loaded, streams: streams)
    }

    /// The processors that this process may use.
    public static let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
}

extension openvino_error {
    /// OpenVINO's own account, on one line. It may name files of the installation.
    var message: String {
        withUnsafeBytes(of: text) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self).split(whereSeparator: \.isNewline).joined(
                separator: " ")
        }
    }

    /// The loader's account, which begins with the library's path, without it.
    var messageWithoutPath: String {
        message.split(separator: ": ").drop { $0.hasPrefix("/") }.joined(separator: ": ")
    }
}
