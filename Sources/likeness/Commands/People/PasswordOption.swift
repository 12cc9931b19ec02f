import ArgumentParser
import Foundation
import Vocabulary

/// How a secret is given: typed where nobody sees it, or read from a file; never as an argument, which others can list.
struct PasswordOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read the password from this file's first line; - is standard input (default: ask).", valueName: "file"))
    var passwordFile: String?

    /// - Parameter twice: for a new one.
    /// - Throws: `password.not-given`.
    func password(twice: Bool = false) throws -> String {
        if let passwordFile { return try SecretLine.read(passwordFile) }
        let password = try SecretLine.ask("Password: ")
        guard twice else { return password }
        guard try SecretLine.ask("The same again: ") == password else {
            throw Failure(.passwordNotGiven, "The two were not the same.", remedy: "Try again.")
        }
        return password
    }
}

/// How the second factor is given.
struct CodeOption: ParsableArguments {
    @Option(
        name: .customLong("code-file"),
        help: ArgumentHelp(
            "Read the second factor's code from this file's first line (default: ask).", valueName: "file"))
    var file: String?

    func code() throws -> String { try file.map(SecretLine.read) ?? SecretLine.ask("Code from your app: ") }
}

/// One line that is not to be seen.
enum SecretLine {
    /// - Throws: `password.not-given`.
    static func read(_ file: String) throws -> String {
        let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
        guard let bytes = try? handle?.read(upToCount: 4096),
            let line = String(data: bytes, encoding: .utf8)?.split(separator: "\n", omittingEmptySubsequences: false)
                .first
        else { throw notGiven }
        return String(line)
    }

    /// - Throws: `password.not-given`.
    static func ask(_ question: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { throw notGiven }
        tell(question)
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            tell("\n")
        }
        guard let line = readLine() else { throw notGiven }
        return line
    }

    private static let notGiven = Failure(
        .passwordNotGiven, "No password was given, and nobody is there to be asked.",
        remedy: "Run it in a terminal, or give a file with --password-file.")
}

extension Failure.Code {
    static let passwordNotGiven = Failure.Code("password.not-given", .usage)
}
