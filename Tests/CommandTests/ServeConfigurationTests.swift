import Configuration
import Foundation
import Logging
import Testing
import Vocabulary
import Web

@Suite("A server's settings stand in flags, in the environment and in a file")
struct ServeConfigurationTests {
    @Test("flags hold before the environment, the environment before the file, the file before what is usual")
    func order() async throws {
        let file = "{port: 3, host: file.test, searches-per-minute: 3, log-json: yes, name: [file.test]}"
        let environment = ["LIKENESS_SERVE_PORT": "2", "LIKENESS_SERVE_HOST": "environment.test"]
        let settings = try await Sources(flags: [.port: 1], environment: environment, file: file).read().settings
        #expect(settings.port == 1)
        #expect(settings.host == "environment.test")
        #expect(settings.searchesPerMinute == 3)
        #expect(settings.logsJSON)
        #expect(settings.names == ["file.test"])
        #expect(settings.logLevel == .notice)
    }

    @Test("each setting can be said in each place, and is the same", arguments: Place.allCases)
    func everySetting(_ place: Place) async throws {
        let (settings, signOn) = try await Sources(saying: Said.all, in: place).read()
        #expect(settings.host == "192.0.2.1")
        #expect(settings.port == 9000)
        #expect(settings.names == ["desk.test", "other.test"])
        #expect(settings.certificate?.path == "/etc/chain.pem")
        #expect(settings.key?.path == "/etc/key.pem")
        #expect(settings.roots.map(\.path) == ["/srv/a", "/srv/b"])
        #expect(settings.searchesPerMinute == 7)
        #expect(settings.logLevel == .warning)
        #expect(settings.logsJSON)
        #expect(signOn?.path == "/etc/sign-on.json")
        #expect(settings.publicPage == WebSettings.PublicPlace(host: "::1", port: 9001))
        #expect(settings.publicPageTexts?.path == "/etc/texts.txt")
    }

    @Test("nothing that is said leaves what is usual", arguments: [nil, "", "# port: 9000\n", "{}", "certificate:"])
    func nothing(_ file: String?) async throws {
        let environment = ["LIKENESS_SERVE_KEY": "", "LIKENESS_SERVE_NAME": "", "LIKENESS_CONFIG": "x", "PORT": "1"]
        let (settings, signOn) = try await Sources(environment: environment, file: file).read()
        let usual = WebSettings()
        #expect(settings.port == usual.port && settings.host == usual.host && settings.names == usual.names)
        #expect(settings.certificate == nil && settings.key == nil && signOn == nil)
        #expect(settings.publicPage == nil && settings.publicPageTexts == nil)
    }

    @Test("what a setting cannot be is refused by its name, and its value is never told", arguments: Wrong.all)
    func wrong(_ wrong: Wrong) async throws {
        let failure = await #expect(throws: Failure.self) {
            try await Sources(environment: wrong.environment, file: wrong.file).read()
        }
        let said = try #require(failure)
        #expect(said.code.name == "server.settings" && said.code.kind == .usage)
        #expect(said.reason.contains(wrong.names), "\(said)")
        #expect(!"\(said)".contains("s3cret"), "\(said)")
    }

    @Test("a file that anybody may write is not believed, and one that is not there is missed")
    func rights() async throws {
        let work = try Workspace()
        try work.write(Array("port: 1".utf8), to: "serve.yaml")
        for mode in [0o602, 0o666] {
            try work.setMode(mode, of: "serve.yaml")
            await #expect(throws: Failure.self) {
                try await SettingsFile.provider(URL(filePath: work.path("serve.yaml")))
            }
        }
        await #expect(throws: Failure.self) { try await SettingsFile.provider(URL(filePath: work.path("none.yaml"))) }
    }

    @Test("the program takes its file by --config and by $LIKENESS_CONFIG, and the flag holds")
    func program() throws {
        let work = try Workspace()
        try work.write(Array("port: wrong".utf8), to: "wrong.yaml")
        try work.write(Array("host: [wrong]".utf8), to: "other.yaml")
        let named = try work.likeness("serve", "--config", "wrong.yaml", exits: 2).errors
        #expect(named.contains("setting port") && named.contains("[server.settings]"))
        work.program.environment["LIKENESS_CONFIG"] = work.path("other.yaml")
        #expect(try work.likeness("serve", exits: 2).errors.contains("setting host"))
        #expect(try work.likeness("serve", "--config", "wrong.yaml", exits: 2).errors.contains("setting port"))
        work.program.environment = ["LIKENESS_SERVE_LOG_LEVEL": "loud"]
        #expect(try work.likeness("serve", exits: 2).errors.contains("setting log-level"))
    }

    @Test(
        "a file with the provider's secret that others can read is refused, with what to do",
        arguments: [0o604, 0o660, 0o606])
    func exposed(_ mode: Int) throws {
        let work = try Workspace()
        try work.likeness("init")
        let settings =
            #"{"name": "d", "issuer": "http://no", "clientID": "c", "clientSecret": "s3cret", "redirectURI": "x"}"#
        try work.write(Array(settings.utf8), to: "sign-on.json")
        try work.setMode(mode, of: "sign-on.json")
        let refused = try work.likeness("serve", "--sign-on", "sign-on.json", exits: 4).errors
        #expect(refused.contains("[server.secret-exposed]") && refused.contains("chmod 600"))
        #expect(!refused.contains("s3cret"))
        // In order, it is read, and found wanting for what it says.
        try work.setMode(0o640, of: "sign-on.json")
        #expect(try work.likeness("serve", "--sign-on", "sign-on.json", exits: 2).errors.contains("[sign-on.settings]"))
    }
}

/// Where something can be said.
enum Place: CaseIterable {
    case flags, environment, file
}

/// One setting, said in each place.
private struct Said {
    let setting: Setting
    let flag: ConfigContent
    let variable: (name: String, value: String)
    let line: String

    static let all = [
        Said(setting: .host, flag: "192.0.2.1", variable: ("HOST", "192.0.2.1"), line: "host: 192.0.2.1"),
        Said(setting: .port, flag: 9000, variable: ("PORT", "9000"), line: "port: 9000"),
        Said(
            setting: .name, flag: .stringArray(["Desk.test", "other.test"]),
            variable: ("NAME", "desk.test, other.test"),
            line: "name: [desk.test, OTHER.test]"),
        Said(
            setting: .certificate, flag: "/etc/chain.pem", variable: ("CERTIFICATE", "/etc/chain.pem"),
            line: "certificate: /etc/chain.pem"),
        Said(setting: .key, flag: "/etc/key.pem", variable: ("KEY", "/etc/key.pem"), line: "key: /etc/key.pem"),
        Said(
            setting: .root, flag: .stringArray(["/srv/a", "/srv/b"]), variable: ("ROOT", "/srv/a,/srv/b"),
            line: "root:\n  - /srv/a\n  - /srv/b"),
        Said(
            setting: .signOn, flag: "/etc/sign-on.json", variable: ("SIGN_ON", "/etc/sign-on.json"),
            line: "sign-on: /etc/sign-on.json"),
        Said(
            setting: .searchesPerMinute, flag: 7, variable: ("SEARCHES_PER_MINUTE", "7"), line: "searches-per-minute: 7"
        ),
        Said(setting: .logLevel, flag: "warning", variable: ("LOG_LEVEL", "warning"), line: "log-level: warning"),
        Said(setting: .logJSON, flag: true, variable: ("LOG_JSON", "true"), line: "log-json: true"),
        Said(
            setting: .publicPage, flag: "[::1]:9001", variable: ("PUBLIC_PAGE", "[::1]:9001"),
            line: "public-page: '[::1]:9001'"),
        Said(
            setting: .publicPageTexts, flag: "/etc/texts.txt", variable: ("PUBLIC_PAGE_TEXTS", "/etc/texts.txt"),
            line: "public-page-texts: /etc/texts.txt"),
    ]
}

/// What stands in the three places.
private struct Sources {
    var flags: [Setting: ConfigContent] = [:]
    var environment: [String: String] = [:]
    var file: String?

    init(flags: [Setting: ConfigContent] = [:], environment: [String: String] = [:], file: String? = nil) {
        (self.flags, self.environment, self.file) = (flags, environment, file)
    }

    init(saying all: [Said], in place: Place) {
        switch place {
        case .flags: flags = Dictionary(uniqueKeysWithValues: all.map { ($0.setting, $0.flag) })
        case .environment:
            environment = Dictionary(
                uniqueKeysWithValues: all.map { ("LIKENESS_SERVE_" + $0.variable.name, $0.variable.value) })
        case .file: file = all.map(\.line).joined(separator: "\n")
        }
    }

    func read() async throws -> (settings: WebSettings, signOn: URL?) {
        let work = try Workspace()
        var provider: (any ConfigProvider)?
        if let file {
            try work.write(Array(file.utf8), to: "serve.yaml")
            provider = try await SettingsFile.provider(URL(filePath: work.path("serve.yaml")))
        }
        return try SettingSources(flags: flags, environment: environment, file: provider).read()
    }
}

/// A mistake, and what its failure has to name.
struct Wrong: Sendable {
    var environment: [String: String] = [:]
    var file: String?
    let names: String

    static let all = [
        Wrong(file: "port: s3cret", names: "port"),
        Wrong(file: "port: [1]", names: "port"),
        Wrong(file: "port: {s3cret: 1}", names: "port"),
        Wrong(file: "port: 65536", names: "port"),
        Wrong(file: "port: -1", names: "port"),
        Wrong(file: "port: 1.5", names: "port"),
        Wrong(file: "host:", names: "host"),
        Wrong(file: "name: s3cret", names: "name"),
        Wrong(file: "name: ['https://s3cret.test']", names: "name"),
        Wrong(file: "name: [[s3cret]]", names: "name"),
        Wrong(file: "root: s3cret", names: "root"),
        Wrong(file: "certificate: [s3cret]", names: "certificate"),
        Wrong(file: "certificate: s3cret.pem", names: "certificate and key"),
        Wrong(file: "searches-per-minute: 0", names: "searches-per-minute"),
        Wrong(file: "log-level: s3cret", names: "log-level"),
        Wrong(file: "log-json: s3cret", names: "log-json"),
        Wrong(file: "public-page: s3cret", names: "public-page"),
        Wrong(file: "public-page: 's3cret:70000'", names: "public-page"),
        Wrong(file: "public-page: 'http://s3cret:80'", names: "public-page"),
        Wrong(file: "public-page: '::1:80'", names: "public-page"),
        Wrong(file: "clientSecret: s3cret", names: "clientSecret"),
        Wrong(file: "Port: 1", names: "Port"),
        Wrong(file: "\"\\u001b[2Js3cret\": 1", names: "a setting whose name is none"),
        Wrong(file: "port: 1\nport: 2", names: "YAML"),
        Wrong(file: "- s3cret", names: "YAML"),
        Wrong(file: "s3cret", names: "YAML"),
        Wrong(file: "port: 'unclosed s3cret", names: "YAML"),
        Wrong(environment: ["LIKENESS_SERVE_PORT": "s3cret"], names: "port"),
        Wrong(environment: ["LIKENESS_SERVE_LOG_JSON": "s3cret"], names: "log-json"),
        Wrong(environment: ["LIKENESS_SERVE_KEY": "/s3cret"], names: "certificate and key"),
        Wrong(environment: ["LIKENESS_SERVE_PROT": "s3cret"], names: "LIKENESS_SERVE_PROT"),
        // The environment holds before the file, right or wrong.
        Wrong(environment: ["LIKENESS_SERVE_PORT": ""], file: "port: 1", names: "port"),
    ]
}

extension Workspace {
    fileprivate func setMode(_ mode: Int, of name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }
}
