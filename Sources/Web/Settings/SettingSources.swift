public import Configuration
public import Foundation
import Logging
public import Vocabulary

/// Where a server's settings stand. Of two sources the earlier holds: flags, the environment, a file, what is usual.
public struct SettingSources: Sendable {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - flags: what the command line says.
    ///   - environment: variables by their names; those that begin otherwise than `LIKENESS_SERVE_` are not looked at.
    ///   - file: ``SettingsFile``'s; nil when there is none.
    /// - Throws: `server.settings` for a variable that sets nothing.
    public init(
        flags: [Setting: ConfigContent], environment: [String: String], file: (any ConfigProvider)? = nil
    ) throws(Failure) {
        let known = Set(Setting.allCases.map(\.environmentName))
        let prefix = Setting.environmentPrefix.joined(separator: "_").uppercased() + "_"
        let unknown = environment.keys.filter { $0.hasPrefix(prefix) && !known.contains($0) }
        if let first = unknown.min() { throw .unknownSetting(first) }
        let sources: [(any ConfigProvider)?] = [
            InMemoryProvider(name: "flags", settings: flags),
            EnvironmentVariablesProvider(environmentVariables: environment)
                .prefixKeys(with: ConfigKey(Setting.environmentPrefix)),
            file,
            Self.usual,
        ]
        reader = ConfigReader(providers: sources.compactMap(\.self))
    }

    /// The settings but for the provider of sign-ins, whose file is named beside them.
    /// - Throws: `server.settings`, naming the setting and never its value.
    public func read() throws(Failure) -> (settings: WebSettings, signOn: URL?) {
        var settings = WebSettings()
        settings.host = try value(.host, { try reader.requiredString(forKey: $0) }, where: { !$0.isEmpty })
        settings.port = try value(.port, { try reader.requiredInt(forKey: $0) }, where: (0...65535).contains)
        settings.names = try list(.name).map { $0.lowercased() }
        guard settings.names.allSatisfy({ !$0.contains(where: { $0 == "/" || $0.isWhitespace }) }) else {
            throw .setting(.name)
        }
        settings.certificate = try file(.certificate)
        settings.key = try file(.key)
        guard (settings.certificate == nil) == (settings.key == nil) else { throw .halfCertificate }
        settings.roots = try list(.root).map { URL(filePath: $0, directoryHint: .isDirectory) }
        settings.searchesPerMinute = try value(
            .searchesPerMinute, { try reader.requiredInt(forKey: $0) }, where: { $0 > 0 })
        settings.logLevel = try value(.logLevel, { try reader.requiredString(forKey: $0, as: Logger.Level.self) })
        settings.logsJSON = try value(.logJSON, { try reader.requiredBool(forKey: $0) })
        settings.publicPage = try publicPlace()
        settings.publicPageTexts = try file(.publicPageTexts)
        return (settings, try file(.signOn))
    }

    /// What holds when nothing is said; a path that is empty names no file.
    private static let usual = {
        let usual = WebSettings()
        return InMemoryProvider(
            name: "usual",
            settings: [
                .host: .string(usual.host), .port: .int(usual.port), .name: .stringArray(usual.names), .certificate: "",
                .key: "", .root: .stringArray([]), .signOn: "", .searchesPerMinute: .int(usual.searchesPerMinute),
                .logLevel: .string(usual.logLevel.rawValue), .logJSON: .bool(usual.logsJSON),
                .publicPage: "", .publicPageTexts: "",
            ])
    }()

    private func value<Value>(
        _ setting: Setting, _ reading: (ConfigKey) throws -> Value, where fits: (Value) -> Bool = { _ in true }
    ) throws(Failure) -> Value {
        guard let value = try? reading(setting.configKey), fits(value) else {
            throw .setting(setting)
        }
        return value
    }

    /// `HOST:PORT`; an address with colons of its own stands in brackets.
    private func publicPlace() throws(Failure) -> WebSettings.PublicPlace? {
        let text = try value(.publicPage, { try reader.requiredString(forKey: $0) })
        guard !text.isEmpty else { return nil }
        guard let match = text.wholeMatch(of: /(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):([0-9]{1,5})/),
            let host = match.1 ?? match.2, let port = Int(match.3), (0...65535).contains(port)
        else { throw .setting(.publicPage) }
        return WebSettings.PublicPlace(host: String(host), port: port)
    }

    private func list(_ setting: Setting) throws(Failure) -> [String] {
        try value(setting, { try reader.requiredStringArray(forKey: $0) }).filter { !$0.isEmpty }
    }

    private func file(_ setting: Setting) throws(Failure) -> URL? {
        let path = try value(setting, { try reader.requiredString(forKey: $0) })
        return path.isEmpty ? nil : URL(filePath: path)
    }
}

extension InMemoryProvider {
    fileprivate init(name: String, settings: [Setting: ConfigContent]) {
        let values = settings.map { (AbsoluteConfigKey($0.key.configKey), ConfigValue($0.value, isSecret: false)) }
        self.init(name: name, values: Dictionary(uniqueKeysWithValues: values))
    }
}
