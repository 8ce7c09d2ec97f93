use aws_sdk_dynamodb::Client;
use axum::Router;
use chat_page::{ChatPage, guarded};
use clock::Clock;
use tokio::net::TcpListener;

use super::{Control, People};
use crate::StartError;
use crate::loopback::Loopback;

/// What people are offered on one port: the control interface, and the page to it.
#[derive(Debug)]
pub(crate) struct Interface {
    server: Loopback,
    page: Option<ChatPage>,
}

impl Interface {
    /// For the people of the stand-in, with what else is to be found on this port.
    pub(crate) fn start(
        listener: TcpListener,
        people: People,
        dynamodb: Client,
        beside: Router,
    ) -> Result<Self, StartError> {
        let page = ChatPage::new(people.telegram());
        let control = Control {
            people: Some(people),
            dynamodb,
        };
        let routes = guarded(control.routes().merge(beside)).merge(page.routes());
        Ok(Self {
            server: Loopback::routes(listener, routes)?,
            page: Some(page),
        })
    }

    /// The same for an operator alone: people are in Telegram itself.
    pub(crate) fn without_people(
        listener: TcpListener,
        dynamodb: Client,
        beside: Router,
    ) -> Result<Self, StartError> {
        let control = Control {
            people: None,
            dynamodb,
        };
        Ok(Self {
            server: Loopback::routes(listener, guarded(control.routes().merge(beside)))?,
            page: None,
        })
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    pub(crate) fn port(&self) -> u16 {
        self.server.port()
    }

    pub(crate) async fn stop(self, clock: &dyn Clock) {
        if let Some(page) = self.page {
            page.close();
        }
        self.server.stop(clock).await;
    }
}
