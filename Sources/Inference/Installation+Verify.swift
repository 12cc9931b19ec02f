import Crypto
import Foundation
import Vocabulary

extension Installation {
    /// Compares each of the model's files with the hash in its description.
    /// - Throws: `model.missing`, `model.altered`.
    public func verify(_ model: ModelDescription) throws {
        _ = try path(of: model)
        for file in model.files {
            let contents = try Data(contentsOf: models.appending(path: file.name), options: .alwaysMapped)
            let digest = SHA256.hash(data: contents).map { String(format: "%02x", $0) }.joined()
            guard digest == file.sha256 else {
                throw Failure(
                    .modelAltered,
                    "A file of the model \(model.id.rawValue) is not the one that its description names.",
                    remedy: "Remove it and run scripts/bootstrap to fetch the published one.")
            }
        }
    }
}
