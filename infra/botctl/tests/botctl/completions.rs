//! `botctl completions …`

use crate::run::botctl;

#[tokio::test]
async fn every_shell_has_a_script() {
    for (shell, mark) in [
        ("bash", "_botctl()"),
        ("zsh", "#compdef botctl"),
        ("fish", "complete -c botctl"),
    ] {
        let run = botctl(&["completions", shell], &[]).await;
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains(mark), "{shell}");
        assert!(run.stdout.contains("send-test-alert"), "{shell}");
    }
    assert_eq!(botctl(&["completions", "tcsh"], &[]).await.code, Some(2));
}
