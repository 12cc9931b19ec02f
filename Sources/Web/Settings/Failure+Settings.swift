import Foundation
import Vocabulary

extension Failure.Code {
    /// A setting that does not exist, or a value that it cannot have.
    static let serverSettings = Failure.Code("server.settings", .usage)
    /// A file that holds a secret, and that others can read.
    static let serverSecretExposed = Failure.Code("server.secret-exposed", .environment)
}

// A text names a setting and never its value: some are paths, and somebody may have put a secret in the wrong place.
extension Failure {
    static func setting(_ setting: Setting) -> Failure {
        let name = setting.rawValue
        return Failure(
            .serverSettings, "The setting \(name) has to be \(setting.form).",
            remedy: "Mend --\(name), \(setting.environmentName), or \(name) in the file, whichever you gave.")
    }

    static func unknownSetting(_ name: String) -> Failure {
        let isPlain = !name.isEmpty && name.count <= 60 && name.wholeMatch(of: #/[A-Za-z0-9_-]+/#) != nil
        return Failure(
            .serverSettings, isPlain ? "There is no setting \(name)." : "There is a setting whose name is none.",
            remedy: "In the file: \(Setting.allCases.map(\.rawValue).joined(separator: ", ")).")
    }

    static let halfCertificate = Failure(
        .serverSettings, "The settings certificate and key are given together.",
        remedy: "Give both files, or neither.")

    static func settingsFile(_ reason: String, remedy: String) -> Failure {
        Failure(.serverSettings, reason, remedy: remedy)
    }
}
