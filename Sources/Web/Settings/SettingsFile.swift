public import Configuration
public import Foundation
import SystemPackage
public import Vocabulary
import Yams

/// A file of settings: YAML (and so JSON), one mapping of settings' names to their values.
public enum SettingsFile {
    /// - Returns: nil for a file that sets nothing.
    /// - Throws: `server.settings` when it cannot be read, others may write it, or something in it sets nothing.
    public static func provider(_ file: URL) async throws(Failure) -> (any ConfigProvider)? {
        guard let data = try? GuardedFile.read(file.path, forbidding: .otherWrite),
            let text = String(data: data, encoding: .utf8)
        else {
            throw .settingsFile(
                "The file of settings cannot be read, or anybody may write to it.",
                remedy: "Name a file that the server may read, and `chmod o-w` it.")
        }
        guard try hasSettings(text) else { return nil }
        do {
            return try await FileProvider<YAMLSnapshot>(filePath: FilePath(file.path))
        } catch {
            throw malformed
        }
    }

    /// What the provider lets pass: names that set nothing, and mappings where a value has to be.
    static func hasSettings(_ text: String) throws(Failure) -> Bool {
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch { throw malformed }
        guard let root, root.null == nil else { return false }
        guard let mapping = root.mapping else { throw malformed }
        for (key, value) in mapping {
            let name = key.string ?? ""
            guard let setting = Setting(rawValue: name) else { throw .unknownSetting(name) }
            guard value.scalar != nil || value.sequence?.allSatisfy({ $0.scalar != nil }) == true else {
                throw .setting(setting)
            }
        }
        return true
    }

    private static let malformed = Failure.settingsFile(
        "The file of settings is not YAML that gives each setting one value.",
        remedy: "docs/server.md has an example.")
}
