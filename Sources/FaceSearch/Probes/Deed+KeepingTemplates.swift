import Records
import Rules
import Secrets
import Vocabulary

extension Deed {
    /// Keeps the template of a search's probe, sealed, when the policy keeps any. In the transaction that records that the search
    /// begins, so that one which is cut off before it shows anything can be compared all the same.
    /// - Parameter key: nil when the policy kept none a moment ago.
    func keepTemplate(_ template: Template, of search: String, sealedTo key: SealingKey?) throws {
        guard let key, policy.signals.templateDays > 0 else { return }
        guard let box = SealedTemplate(template: template, of: search).sealed(to: key) else {
            throw OversightKeyFile.unusable
        }
        try records.keepTemplate(box, model: template.model, of: search)
    }
}
