// What the service answers, as far as the widget reads it. Browsers never load this file; the compiler does.

/** An RFC 9457 problem. */
export interface Problem {
  code?: string;
  status?: number;
  title?: string;
  detail?: string;
  errors?: Record<string, string[]>;
  request_id?: string;
}

/** The project's settings that a widget needs. */
export interface Config {
  name: string;
  default_locale: string;
  primary_color: string;
  greeting: string | null;
  help_center_enabled: boolean;
}

export interface Author {
  type: 'visitor' | 'member' | 'api_key';
  id?: string;
  name?: string | null;
}

export interface Message {
  id: string;
  conversation_id: string;
  content: string;
  created_at: string;
  author: Author;
  client_message_id?: string | null;
}

export interface ConversationAnswer {
  id: string;
  status: string;
  unread_count: number;
  last_message: Message;
}

/** The answer to a sent message. */
export interface SentAnswer {
  conversation: ConversationAnswer;
  message: Message;
  duplicate?: boolean;
}

export interface ConversationPage {
  conversations: ConversationAnswer[];
  next_cursor?: string | null;
}

export interface MessagePage {
  messages: Message[];
  next_cursor?: string | null;
}

export interface FoundArticle {
  slug: string;
  title_html: string;
  excerpt_html: string;
}

/** The articles found, and the locale they are written in. */
export interface FoundArticles {
  articles: FoundArticle[];
  locale: string;
}

export interface Article {
  title: string;
  html: string;
  locale: string;
  url: string;
}
