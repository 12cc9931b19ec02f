import Configuration

/// What can be set of a server. Its raw value is its name: that of its flag and in the file, and with `LIKENESS_SERVE_` before it,
/// in capitals and with underscores, that of its environment variable.
public enum Setting: String, CaseIterable, Sendable {
    case host, port, name, certificate, key, root
    case signOn = "sign-on"
    case searchesPerMinute = "searches-per-minute"
    case logLevel = "log-level"
    case logJSON = "log-json"
    case publicPage = "public-page"
    case publicPageTexts = "public-page-texts"

    static let environmentPrefix = ["likeness", "serve"]

    var configKey: ConfigKey { ConfigKey([rawValue]) }
    var environmentName: String { Self.environmentPrefix.joined(separator: "_").uppercased() + "_" + variable }

    /// What its value has to be, for people.
    var form: String {
        switch self {
        case .host: "an address of this machine"
        case .port: "a whole number from 0 to 65535"
        case .name: "a list of host names, without scheme and port"
        case .publicPage: "an address of this machine and a port, as 127.0.0.1:8080"
        case .certificate, .key, .signOn, .publicPageTexts: "the path of a file"
        case .root: "a list of folders"
        case .searchesPerMinute: "a whole number from 1 on"
        case .logLevel: "debug, info, notice, warning or error"
        case .logJSON: "true or false"
        }
    }

    private var variable: String { rawValue.uppercased().replacing("-", with: "_") }
}
