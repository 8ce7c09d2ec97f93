//! The main ways through `/people` and `/invite`, in Russian and Uzbek.

use frontdesk_tests::{Answer, BOSS, World, updates};
use serde_json::json;

use super::{labels, met};

fn seen(answer: &Answer) -> String {
    format!("{}\n[{}]", answer.text(), labels(answer).join("] ["))
}

/// Somebody who goes on, button by button; each screen is kept as it is seen.
struct Walk {
    world: World,
    next: i64,
    screens: Vec<String>,
}

impl Walk {
    async fn of(language: &str) -> Self {
        let world = World::new().await;
        for (id, user) in [(1, BOSS), (2, 42)] {
            let chosen = format!("/language {language}");
            world.ok(&updates::text(id, user, &chosen)).await;
        }
        let lee = json!({ "first_name": "Ann", "last_name": "Lee" });
        met(&world, 3, 42, lee).await;
        let screens = Vec::new();
        Self {
            world,
            next: 10,
            screens,
        }
    }

    fn id(&mut self) -> i64 {
        self.world.clock.advance(std::time::Duration::from_secs(2));
        self.next += 1;
        self.next
    }

    async fn says(&mut self, user: i64, text: &str) -> Answer {
        let update = updates::text(self.id(), user, text);
        let answer = self.world.ok(&update).await;
        self.screens.push(seen(&answer));
        answer
    }

    async fn taps(&mut self, user: i64, under: &Answer, label: &str) -> Answer {
        let update = updates::press(self.id(), user, &under.data(label));
        let answer = self.world.ok(&update).await;
        self.screens.push(seen(&answer));
        answer
    }

    /// All that was seen; a token is another one each time.
    fn seen(self) -> String {
        let seen = self.screens.join("\n\n");
        let mut parts = seen.split("?start=inv_");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |seen, part| format!("{seen}?start=…{}", &part[22..]))
    }
}

/// Looks for Ann, gives her a role, looks at the history, and shuts her out.
async fn people(language: &str) -> String {
    let mut walk = Walk::of(language).await;
    walk.says(BOSS, "/people").await;
    let found = walk.says(BOSS, "an").await;
    let card = walk.taps(BOSS, &found, "Ann Lee").await;
    let given = walk.taps(BOSS, &card, "➕ ").await;
    let out = walk.taps(BOSS, &given, "⛔️").await;
    walk.taps(BOSS, &out, "🕘").await;
    walk.says(42, "/book").await;
    walk.seen()
}

/// Invites somebody to be a manager, who accepts.
async fn invite(language: &str) -> String {
    let mut walk = Walk::of(language).await;
    let none = walk.says(BOSS, "/invite").await;
    let made = walk.taps(BOSS, &none, "➕ ").await;
    walk.taps(BOSS, &made, "‹").await;
    let text = made.text();
    let payload = text.split("?start=").nth(1).unwrap();
    let payload = payload.split_whitespace().next().unwrap();
    let offered = walk.says(42, &format!("/start {payload}")).await;
    walk.taps(42, &offered, "✅").await;
    walk.seen()
}

#[tokio::test]
async fn russian_cards_read_well() {
    insta::assert_snapshot!(people("ru").await, @r"
    Кого ищем? Напишите начало имени или фамилии (хотя бы две буквы), @username, номер телефона или ID.
    [✖️ Отмена]

    Найдено по «an»:
    [Ann Lee] [🔎 Искать ещё]

    <b>Ann Lee</b>
    ID 42
    Роли: клиент
    [➕ мастер] [➕ техник] [➕ менеджер] [➕ инспектор] [➕ суперадмин] [⛔️ Отключить] [🔓 Разрешить несколько записей] [🕘 История] [🔎 Искать ещё]

    <b>Ann Lee</b>
    ID 42
    Роли: мастер
    2026-03-02 09:00 — дана роль: мастер (Person1)
    [➖ мастер] [➕ техник] [➕ менеджер] [➕ инспектор] [➕ суперадмин] [⛔️ Отключить] [🔓 Разрешить несколько записей] [🕘 История] [🔎 Искать ещё]

    <b>Ann Lee</b>
    ID 42
    Роли: мастер
    ⛔️ Доступ отключён: роли не действуют.
    2026-03-02 09:00 — доступ отключён (Person1)
    [➖ мастер] [➕ техник] [➕ менеджер] [➕ инспектор] [➕ суперадмин] [✅ Включить снова] [🔓 Разрешить несколько записей] [🕘 История] [🔎 Искать ещё]

    <b>Что меняли: Ann Lee</b>
    2026-03-02 09:00 — доступ отключён (Person1)
    2026-03-02 09:00 — дана роль: мастер (Person1)
    [‹ Карточка]

    Ваш доступ сейчас отключён. Обратитесь, пожалуйста, в салон. Команды /help, /language и /forget_me по-прежнему работают.
    [🌐 Язык] [❓ Что я умею]
    ");
}

#[tokio::test]
async fn uzbek_cards_read_well() {
    insta::assert_snapshot!(people("uz").await, @r"
    Kimni qidiramiz? Ism yoki familiyaning boshini (kamida ikki harf), @username, telefon raqami yoki ID yozing.
    [✖️ Bekor qilish]

    “an” boʻyicha topildi:
    [Ann Lee] [🔎 Yana qidirish]

    <b>Ann Lee</b>
    ID 42
    Vazifalar: mijoz
    [➕ usta] [➕ texnik] [➕ menejer] [➕ nazoratchi] [➕ superadmin] [⛔️ Oʻchirish] [🔓 Bir nechta yozuvga ruxsat] [🕘 Tarix] [🔎 Yana qidirish]

    <b>Ann Lee</b>
    ID 42
    Vazifalar: usta
    2026-03-02 09:00 — vazifa berildi: usta (Person1)
    [➖ usta] [➕ texnik] [➕ menejer] [➕ nazoratchi] [➕ superadmin] [⛔️ Oʻchirish] [🔓 Bir nechta yozuvga ruxsat] [🕘 Tarix] [🔎 Yana qidirish]

    <b>Ann Lee</b>
    ID 42
    Vazifalar: usta
    ⛔️ Kirishi oʻchirilgan: vazifalar ishlamaydi.
    2026-03-02 09:00 — kirish oʻchirildi (Person1)
    [➖ usta] [➕ texnik] [➕ menejer] [➕ nazoratchi] [➕ superadmin] [✅ Qayta yoqish] [🔓 Bir nechta yozuvga ruxsat] [🕘 Tarix] [🔎 Yana qidirish]

    <b>Ann Lee: oʻzgarishlar</b>
    2026-03-02 09:00 — kirish oʻchirildi (Person1)
    2026-03-02 09:00 — vazifa berildi: usta (Person1)
    [‹ Kartochka]

    Hozircha kirishingiz oʻchirilgan. Iltimos, salonga murojaat qiling. /help, /language va /forget_me buyruqlari ishlayveradi.
    [🌐 Til] [❓ Nimalar qila olaman]
    ");
}

#[tokio::test]
async fn russian_invitations_read_well() {
    insta::assert_snapshot!(invite("ru").await, @r"
    Открытых приглашений нет. Кого пригласить? Ссылка действует 72 часа, один раз, для того, кто откроет её первым.
    [➕ мастер] [➕ техник] [➕ менеджер] [➕ инспектор] [➕ суперадмин]

    <b>Приглашение: мастер</b>
    https://t.me/frontdesk_bot?start=…
    Отправьте эту ссылку тому, кого приглашаете. Она действует до 2026-03-05 09:00, один раз, для того, кто откроет её первым. Ещё раз показать её я не смогу.
    [↩️ Отозвать] [‹ Открытые приглашения]

    <b>Открытые приглашения</b>
    мастер, до 2026-03-05 09:00
    [➕ мастер] [➕ техник] [➕ менеджер] [➕ инспектор] [➕ суперадмин] [↩️ мастер, 2026-03-05 09:00]

    Вас приглашают в команду: мастер.
    Согласны? Приглашение действует до 2026-03-05 09:00.
    [✅ Принять] [🚫 Отказаться]

    🎉 Добро пожаловать! Ваша роль: мастер.
    [❓ Что я умею]
    ");
}

#[tokio::test]
async fn uzbek_invitations_read_well() {
    insta::assert_snapshot!(invite("uz").await, @r"
    Ochiq taklif yoʻq. Kimni taklif qilasiz? Havola 72 soat davomida, bir marta, uni birinchi ochgan odam uchun ishlaydi.
    [➕ usta] [➕ texnik] [➕ menejer] [➕ nazoratchi] [➕ superadmin]

    <b>Taklif: usta</b>
    https://t.me/frontdesk_bot?start=…
    Bu havolani taklif qilayotgan odamingizga yuboring. U 2026-03-05 09:00 gacha, bir marta, birinchi ochgan odam uchun ishlaydi. Uni yana koʻrsata olmayman.
    [↩️ Qaytarib olish] [‹ Ochiq takliflar]

    <b>Ochiq takliflar</b>
    usta, 2026-03-05 09:00 gacha
    [➕ usta] [➕ texnik] [➕ menejer] [➕ nazoratchi] [➕ superadmin] [↩️ usta, 2026-03-05 09:00]

    Sizni jamoaga taklif qilishyapti: usta.
    Rozimisiz? Taklif 2026-03-05 09:00 gacha amal qiladi.
    [✅ Qabul qilish] [🚫 Rad etish]

    🎉 Xush kelibsiz! Endi vazifangiz: usta.
    [❓ Nimalar qila olaman]
    ");
}
